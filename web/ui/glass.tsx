import type { ReactNode } from 'react';
import styles from './glass.module.css';
import { Hidden } from './hidden.tsx';

/** The screen of a phone, as whoever gets the texts has it before them. */
export function Glass({ label, time, children }: { label: string; time: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard
    <section className={styles.glass} aria-label={label} tabIndex={0}>
      <p className={styles.time}>{time}</p>
      {children}
    </section>
  );
}

interface Given {
  side: 'came' | 'went';
  /** Who says it, for who cannot see the side. */
  who: string;
  words: string;
  /** When it would come, where that is not certain. */
  when?: string;
}

/** One text on the phone. */
export function GlassBubble({ side, who, words, when }: Given) {
  return (
    <li className={when ? styles.later : undefined}>
      {when && <span className={styles.when}>{when}</span>}
      <Hidden>{who}</Hidden>
      <p dir="auto" className={side === 'came' ? styles.came : styles.went}>
        <bdi>{words}</bdi>
      </p>
    </li>
  );
}
