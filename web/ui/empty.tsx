import type { ReactNode } from 'react';
import styles from './empty.module.css';

/** Says what will be here, and offers the one next act. */
export function Empty({ title, text, children }: { title?: string; text: string; children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      {title && <h2>{title}</h2>}
      <p>{text}</p>
      {children}
    </div>
  );
}
