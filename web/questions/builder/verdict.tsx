import { useAnswerWords } from '../../words/answers.ts';
import { useReadingWords } from '../../words/readings.ts';
import type { Content } from '../content.ts';
import styles from './phone.module.css';
import type { Exchange } from './rehearsal.ts';
import { useBuilderWords } from './words.ts';

/** What a reply counts as, and why. */
export function Verdict({ exchange, content }: { exchange: Exchange; content: Content }) {
  const { phone } = useBuilderWords();
  const answers = useAnswerWords();
  const why = useReadingWords();
  const { reading, said, step } = exchange;
  if (!reading) return <p className={styles.look}>{phone.stops}</p>;
  const answering = content.steps[step]?.answering;
  if (reading.sureness === 'sure' && reading.value) {
    return (
      <p>
        <strong className={styles.counted}>{phone.counts(answers.value(reading.value, answering))}</strong>{' '}
        {why(reading.reason)}
      </p>
    );
  }
  const offers = reading.offers?.map((value) => answers.value(value, answering)) ?? [];
  const verdict =
    reading.sureness === 'none'
      ? phone.none
      : offers.length > 0
        ? phone.unsure(offers.join(phone.or))
        : phone.unsureNone;
  return (
    <p>
      <strong className={styles.look}>{verdict}</strong> {why(reading.reason)}{' '}
      {said ? phone.asksAgain : phone.goesToLook}
    </p>
  );
}
