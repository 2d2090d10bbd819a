import type { Progress } from './content.ts';
import { type Part, type Place, partsOf } from './parts.ts';
import styles from './strip.module.css';

/** How far a broadcast is, as one bar: as long a part as there are people in it. `words` say the same. */
export function Strip({ progress, words }: { progress: Progress; words: string }) {
  return (
    <div className={styles.strip} role="img" aria-label={words}>
      {partsOf(progress).map(({ place, count }: Part) => (
        <i key={place} data-place={place} style={{ flexGrow: count }} />
      ))}
    </div>
  );
}

/** The same look by itself, beside words that say what it is. */
export function Swatch({ place }: { place: Place }) {
  return <i className={styles.swatch} data-place={place} aria-hidden />;
}
