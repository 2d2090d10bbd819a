import type { CSSProperties } from 'react';
import styles from './people-list.module.css';

/** Stands for rows of a list of people that are not in the page. */
export function RowGap({ rows }: { rows: number }) {
  return rows > 0 && <tr aria-hidden className={styles.gap} style={{ '--rows': rows } as CSSProperties} />;
}
