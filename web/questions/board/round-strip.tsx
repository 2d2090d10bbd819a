import type { Answering, Board } from '../../api.ts';
import { moment, time } from '../../words/formats.ts';
import { sayAnswer } from '../../words/say-answer.ts';
import { useLanguage } from '../../words/words.ts';
import { type Look, laterLook, silentLook, skippedLook, unclearLook } from '../reading/buckets.ts';
import { sayLength } from '../reading/say-length.ts';
import type { Stand } from '../reading/standing.ts';
import type { Summary } from '../reading/summary.ts';
import { useAnswerWords } from '../reading/words.ts';
import { type Mark, Strip } from '../strip/strip.tsx';
import styles from './board.module.css';
import { countsOf, sayCounts } from './counts.tsx';
import { useBoardWords } from './words.ts';

interface Given {
  board: Board;
  stands: Stand[];
  summary: Summary;
  answering: Answering;
}

/** The answer strip of a round, with when it began, how quickly they answered, and how it stands. */
export function RoundStrip({ board: { round, medianSeconds }, stands, summary, answering }: Given) {
  const words = useBoardWords();
  const answerWords = useAnswerWords();
  const language = useLanguage();
  const counts = countsOf(summary, answering, round.state === 'closed', answerWords);
  const marks = stands.filter(({ standing }) => standing.kind !== 'skipped' && standing.kind !== 'beside');
  const pace = medianSeconds !== null && words.median(sayLength(medianSeconds * 1000, language));
  const { asked, now, closed } = words.stripEnds;
  return (
    <figure className={styles.strip}>
      <Strip
        marks={marks.map((stand): Mark => {
          const look = lookOf(stand, summary);
          const { standing, ask } = stand;
          const said =
            standing.kind === 'answered'
              ? sayAnswer(standing.answer.value, answering, answerWords)
              : answerWords.silent;
          return { ...look, key: ask.id, words: words.says(ask.person.name, said) };
        })}
        words={words.strip(sayCounts(counts))}
      />
      <figcaption className={styles.ends}>
        <span>{asked(moment(round.openedAt))}</span>
        <span>{pace}</span>
        <span>{round.closedAt ? closed(time(round.closedAt)) : now}</span>
      </figcaption>
    </figure>
  );
}

/** How somebody is drawn, on the strip and in their row. */
export function lookOf({ standing }: Stand, { buckets }: Summary): Look {
  switch (standing.kind) {
    case 'answered':
      return buckets.find((bucket) => bucket.holds(standing.answer.value)) ?? { tone: 'yes', height: 1 };
    case 'unclear':
      return unclearLook;
    case 'later':
      return laterLook;
    case 'skipped':
    case 'beside':
      return skippedLook;
    default:
      return silentLook;
  }
}
