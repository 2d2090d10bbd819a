import styles from './caps.module.css';
import { capsOf } from './shortcuts.ts';

/** A key drawn as its caps. Decoration: `aria-keyshortcuts` says it. */
export function Caps({ shortcut }: { shortcut: string }) {
  return (
    <span className={styles.caps} aria-hidden>
      {capsOf(shortcut).map((cap) => (
        <kbd key={cap}>{cap}</kbd>
      ))}
    </span>
  );
}
