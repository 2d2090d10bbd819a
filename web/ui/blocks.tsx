import styles from './blocks.module.css';

/** In place of what is being fetched: nothing for 300 ms, then still blocks. */
export function Blocks() {
  return (
    <div className={styles.blocks} aria-hidden>
      <i />
      <i />
      <i />
    </div>
  );
}
