import type { ReactNode } from 'react';
import styles from './board.module.css';

/** A page beside the rail: its title, its one act, its content. */
export function Board({ title, act, children }: { title: string; act?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.board} aria-label={title} data-pane tabIndex={-1}>
      <header className={styles.head}>
        <h1>{title}</h1>
        {act}
      </header>
      {children}
    </section>
  );
}
