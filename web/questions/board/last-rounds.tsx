import type { ShownKind } from '../grid/kinds.ts';
import { Swatch } from '../strip/strip.tsx';
import styles from './people.module.css';

/** So many squares stand beside a name: the pattern at a glance. */
const mostSquares = 6;

/** What somebody answered in the last rounds, the newest at the end. */
export function LastRounds({ kinds }: { kinds: (ShownKind | undefined)[] }) {
  const shown = kinds.slice(0, mostSquares).reverse();
  const words = shown.flatMap((kind) => kind?.words ?? []).join('; ');
  return (
    <span className={styles.squares} role="img" aria-label={words} data-tip={words}>
      {shown.map((kind, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a square is what it is by its place
        <Swatch key={at} {...(kind?.look ?? { tone: 'skipped', height: 0.5 })} />
      ))}
    </span>
  );
}
