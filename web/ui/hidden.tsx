import type { ComponentProps } from 'react';
import styles from './hidden.module.css';

/** Read by a screen reader, not seen. */
export function Hidden(props: Omit<ComponentProps<'span'>, 'className'>) {
  return <span {...props} className={styles.hidden} />;
}
