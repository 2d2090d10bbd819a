import type { Answering } from '../../api.ts';
import { Hidden } from '../../ui/hidden.tsx';
import { useSpoken } from '../../ui/use-spoken.ts';
import { number } from '../../words/formats.ts';
import type { Look } from '../reading/buckets.ts';
import { laterLook, silentLook, skippedLook, unclearLook } from '../reading/buckets.ts';
import type { Summary } from '../reading/summary.ts';
import { useAnswerWords } from '../reading/words.ts';
import type { AnswerWords } from '../reading/words-en.ts';
import { Swatch } from '../strip/strip.tsx';
import styles from './board.module.css';
import { useBoardSearch } from './use-board-search.ts';
import { useBoardWords } from './words.ts';

export interface Count extends Look {
  key: string;
  label: string;
  count: number;
  detail?: string;
}

/** More different answers than these are counted as one; the plot below has them all. */
const mostApart = 5;

/** The counts that are said large. All of them together are everybody. */
export function countsOf(summary: Summary, answering: Answering, isOver: boolean, words: AnswerWords): Count[] {
  const { buckets, answered } = summary;
  const isApart = ['yes_no', 'choice', 'choices'].includes(answering.kind) && buckets.length <= mostApart;
  const rest: Count[] = [
    { key: 'unclear', label: words.unclear, count: summary.unclear, ...unclearLook },
    { key: 'silent', label: isOver ? words.noAnswer : words.silent, count: summary.silent, ...silentLook },
    { key: 'later', label: words.later, count: summary.later, ...laterLook },
    { key: 'skipped', label: words.skipped, count: summary.skipped, ...skippedLook },
  ];
  return [
    ...(isApart
      ? buckets
      : [{ key: 'answered', label: words.answered, count: answered, tone: 'yes', height: 1 } as const]),
    ...rest.filter(({ key, count }) => count > 0 || key === 'silent'),
  ];
}

/** Big and honest: each is also the way to see only those. */
export function Counts({ summary, answering, isOver }: { summary: Summary; answering: Answering; isOver: boolean }) {
  const words = useBoardWords();
  const answerWords = useAnswerWords();
  const { show, go } = useBoardSearch();
  const counts = countsOf(summary, answering, isOver, answerWords);
  const because = summary.because.map(([why, n]) => words.because(number(n), answerWords.because[why] ?? why));
  const said = useSpoken(words.spoken(sayCounts(counts)));
  return (
    <div className={styles.figures}>
      <fieldset aria-label={words.counts} className={styles.counts}>
        {counts.map(({ key, label, count, tone, height }) => (
          <button
            key={key}
            type="button"
            className={styles.count}
            data-key={key}
            aria-pressed={show === key}
            data-tip={words.show(label)}
            onClick={() => go({ show: show === key ? undefined : key })}
          >
            <span className={styles.figure}>{number(count)}</span>
            <span className={styles.label}>
              <Swatch tone={tone} height={height} /> {label}
            </span>
          </button>
        ))}
      </fieldset>
      {because.length > 0 && (
        <p className={styles.because}>
          {answerWords.skipped}: {because.join(', ')}
        </p>
      )}
      {summary.unreached > 0 && <p className={styles.failed}>{words.unreached(summary.unreached)}</p>}
      <Hidden role="status">{said}</Hidden>
    </div>
  );
}

export function sayCounts(counts: Count[]): string {
  return counts.map(({ label, count }) => `${label} ${number(count)}`).join(', ');
}
