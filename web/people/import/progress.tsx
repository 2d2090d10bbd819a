import { useId } from 'react';
import styles from './import.module.css';

/** How far something is, as a bar and in words. */
export function Progress({ done, of, label }: { done: number; of: number; label: string }) {
  const id = useId();
  return (
    <div className={styles.progress}>
      <progress value={Math.min(done, of)} max={Math.max(of, 1)} aria-labelledby={id} />
      <span id={id}>{label}</span>
    </div>
  );
}
