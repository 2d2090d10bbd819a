import { type ReactNode, useId } from 'react';
import { number } from '../../words/formats.ts';
import styles from './insight.module.css';
import type { Bucket, Outcome, Range } from './search.ts';
import { ToTexts } from './to-texts.tsx';

interface Given {
  title: string;
  sentence: string;
  tone: Outcome;
  bars: { label: string; lang?: string | undefined; texts: number; bucket: Bucket }[];
  range: Range;
  children?: ReactNode;
}

/** A list whose rows are as long as their numbers; each leads to its texts. */
export function Bars({ title, sentence, tone, bars, range, children }: Given) {
  const id = useId();
  const most = Math.max(1, ...bars.map(({ texts }) => texts));
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {sentence && <p className={styles.lead}>{sentence}</p>}
      {bars.length > 0 && (
        <ul className={styles.bars}>
          {bars.map(({ label, lang, texts, bucket }) => (
            <li key={JSON.stringify(bucket)}>
              <ToTexts range={range} bucket={bucket}>
                <span lang={lang}>{label}</span>
                <span className={styles.rail}>
                  <span className={styles.length} data-tone={tone} style={{ inlineSize: `${(texts / most) * 100}%` }} />
                </span>
                <strong>{number(texts)}</strong>
              </ToTexts>
            </li>
          ))}
        </ul>
      )}
      {children}
    </section>
  );
}
