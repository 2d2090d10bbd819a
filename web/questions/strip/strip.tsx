import type { Look } from '../reading/buckets.ts';
import styles from './strip.module.css';

/** One person on the strip. */
export interface Mark extends Look {
  key: string;
  words: string;
}

/** More than these are drawn in bins: a tick thinner than four pixels is seen by nobody. */
const mostTicks = 240;
const high = 56;
const gap = 0.16;

/**
 * The answers of a round in the order in which they came: tall is the first answer, lower the others, the middle needs a
 * look, dashed has not answered. `words` say the same.
 */
export function Strip({ marks, words, isLarge = false }: { marks: Mark[]; words: string; isLarge?: boolean }) {
  const isBinned = marks.length > mostTicks;
  const columns = isBinned ? mostTicks : marks.length;
  return (
    <svg
      className={styles.strip}
      role="img"
      aria-label={words}
      viewBox={`0 0 ${Math.max(1, columns)} ${high}`}
      preserveAspectRatio="none"
      data-large={isLarge || undefined}
      style={isLarge ? undefined : { maxInlineSize: columns * 14 }}
    >
      {isBinned ? (
        <Bins marks={marks} />
      ) : (
        marks.map((mark, at) => <Tick key={`${mark.key} ${mark.tone}`} {...{ mark, at }} />)
      )}
    </svg>
  );
}

function Tick({ mark: { tone, height, words }, at }: { mark: Mark; at: number }) {
  const tall = height * (high - 1);
  return (
    <rect className={styles.tick} data-tone={tone} x={at + gap / 2} y={high - 0.5 - tall} width={1 - gap} height={tall}>
      <title>{words}</title>
    </rect>
  );
}

/** Each bin stands for as many people as the others; what is in it stands one upon the other. */
function Bins({ marks }: { marks: Mark[] }) {
  return Array.from({ length: mostTicks }, (_, at) => {
    const from = Math.round((at * marks.length) / mostTicks);
    const to = Math.round(((at + 1) * marks.length) / mostTicks);
    const parts = new Map<string, { tone: string; count: number }>();
    for (const { tone, height } of marks.slice(from, to)) {
      const key = `${height.toFixed(2)} ${tone}`;
      parts.set(key, { tone, count: (parts.get(key)?.count ?? 0) + 1 });
    }
    let under = 0;
    return [...parts]
      .sort(([a], [b]) => b.localeCompare(a))
      .map(([key, { tone, count }]) => {
        const isAnswered = tone !== 'none' && tone !== 'later' && tone !== 'skipped';
        const tall = (count / Math.max(1, to - from)) * (high - 1) * (isAnswered ? 1 : 0.34);
        under += tall;
        return (
          <rect
            key={`${from} ${key}`}
            className={styles.tick}
            data-tone={tone}
            x={at + gap / 2}
            y={high - 0.5 - under}
            width={1 - gap}
            height={tall}
          />
        );
      });
  });
}

/** The same tick by itself, beside words that say what it is; never so low that its outline is not seen. */
export function Swatch({ tone, height }: Look) {
  const tall = Math.max(0.5, height) * 19;
  return (
    <svg className={styles.swatch} viewBox="0 0 1 20" preserveAspectRatio="none" aria-hidden>
      <rect className={styles.tick} data-tone={tone} x="0.06" y={19.5 - tall} width="0.88" height={tall} />
    </svg>
  );
}
