import type { ComponentProps } from 'react';
import styles from './button.module.css';

type Look = 'plain' | 'primary' | 'big' | 'quiet' | 'icon' | 'text';

const looks: Record<Look, string> = {
  plain: `${styles.button}`,
  primary: `${styles.button} ${styles.primary}`,
  big: `${styles.button} ${styles.primary} ${styles.big}`,
  quiet: `${styles.button} ${styles.quiet}`,
  icon: `${styles.button} ${styles.quiet} ${styles.icon}`,
  text: `${styles.text}`,
};

/** The classes of a button, for a link that looks like one. */
export function buttonClass(look: Look = 'plain'): string {
  return looks[look];
}

/** A button. While busy it stays focusable, so that the focus is not lost, but does nothing. */
export function Button({
  look = 'plain',
  isBusy = false,
  onClick,
  type = 'button',
  ...rest
}: ComponentProps<'button'> & { look?: Look; isBusy?: boolean }) {
  return (
    <button
      {...rest}
      type={isBusy ? 'button' : type}
      className={looks[look]}
      aria-disabled={isBusy || undefined}
      onClick={isBusy ? undefined : onClick}
    />
  );
}
