import type { ComponentProps } from 'react';
import styles from './button.module.css';
import { isSingleKey, toAria, useSingleKeys } from './shortcuts.ts';

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

/**
 * A button. While busy it stays focusable, so that the focus is not lost, but does nothing. `shortcut` names the key
 * that does the same, as `useKeys` writes it: it is told to screen readers and shown in the tooltip.
 */
export function Button({
  look = 'plain',
  isBusy = false,
  onClick,
  type = 'button',
  shortcut,
  className,
  ...rest
}: ComponentProps<'button'> & { look?: Look; isBusy?: boolean; shortcut?: string | undefined }) {
  const key = useShortcut(shortcut);
  return (
    <button
      {...rest}
      aria-keyshortcuts={key}
      type={isBusy ? 'button' : type}
      className={className ? `${looks[look]} ${className}` : looks[look]}
      aria-disabled={isBusy || undefined}
      onClick={isBusy ? undefined : onClick}
    />
  );
}

/** A key for `aria-keyshortcuts`: missing while single keys are switched off, because it does nothing then. */
export function useShortcut(key: string | undefined): string | undefined {
  const areSingleKeysOn = useSingleKeys();
  return key && (areSingleKeysOn || !isSingleKey(key)) ? toAria(key) : undefined;
}
