import { type ReactNode, useEffect } from 'react';
import styles from './desk.module.css';

/** A page of its own with one form, outside of the member's pages. */
export function Desk({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Hearback`;
  }, [title]);
  return (
    <main className={styles.desk}>
      <header>
        <p className={styles.name}>
          <img src="/icon.svg" alt="" width="28" height="28" /> Hearback
        </p>
        <h1>{title}</h1>
        {lead && <p className={styles.lead}>{lead}</p>}
      </header>
      {children}
    </main>
  );
}
