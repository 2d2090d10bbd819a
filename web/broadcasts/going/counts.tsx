import { useNavigate, useSearch } from '@tanstack/react-router';
import { Hidden } from '../../ui/hidden.tsx';
import { useSpoken } from '../../ui/use-spoken.ts';
import { number } from '../../words/formats.ts';
import type { Broadcast, Progress } from '../content.ts';
import { haveLeft, partsOf, places } from '../parts.ts';
import type { RecipientState } from '../queries.ts';
import { Strip, Swatch } from '../strip.tsx';
import { useBroadcastWords } from '../words.ts';
import styles from './going.module.css';
import { useGoingWords } from './words.ts';

/** Where everybody is: a bar, and the same in numbers, which are all who were chosen. Each shows only those. */
export function Counts({ broadcast, progress }: { broadcast: Broadcast; progress: Progress }) {
  const words = useGoingWords();
  const { progress: names, left } = useBroadcastWords();
  const { show, choose } = useShown();
  const parts = partsOf(progress);
  const sentence = parts.map(({ place, count }) => `${names[place]} ${number(count)}`).join(', ');
  const said = useSpoken(sentence);
  return (
    <section className={styles.progress} aria-label={names.label}>
      <Strip progress={progress} words={sentence} />
      <fieldset className={styles.counts} aria-label={words.counts}>
        {parts.map(({ place, count }) => (
          <button
            key={place}
            type="button"
            className={styles.count}
            data-place={place}
            aria-pressed={show === place}
            onClick={() => choose(place)}
          >
            <span className={styles.figure}>{number(count)}</span>
            <span className={styles.label}>
              <Swatch place={place} /> {names[place]}
            </span>
          </button>
        ))}
        {progress.replied > 0 && (
          <button
            type="button"
            className={styles.count}
            data-place="replied"
            aria-pressed={show === 'replied'}
            onClick={() => choose('replied')}
          >
            <span className={styles.figure}>{number(progress.replied)}</span>
            <span className={styles.label}>{words.replied(progress.replied)}</span>
          </button>
        )}
      </fieldset>
      <p className={styles.because}>
        {words.sum(number(progress.chosen))}
        {progress.left.length > 0 &&
          ` ${words.leftOut(progress.left.map(({ reason, count }) => `${number(count)} ${left[reason]}`).join(', '))}`}
      </p>
      {broadcast.state === 'canceled' && (
        <p className={styles.ended}>{words.cancel.done(number(haveLeft(progress)), number(progress.canceled))}</p>
      )}
      <Hidden role="status">{said}</Hidden>
    </section>
  );
}

const states: RecipientState[] = [...places, 'replied'];

/** Whom the list shows, as the address has it. */
export function useShown(): { show: RecipientState | undefined; choose: (state: RecipientState) => void } {
  const { show: wanted } = useSearch({ strict: false });
  const show = states.find((state) => state === wanted);
  const navigate = useNavigate();
  return {
    show,
    choose: (state) =>
      void navigate({
        to: '.',
        search: { show: state === show ? undefined : state },
        replace: true,
        resetScroll: false,
      }),
  };
}
