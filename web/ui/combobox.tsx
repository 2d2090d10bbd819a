import { useMemo, useState } from 'react';
import styles from './combobox.module.css';
import { fold, useListbox } from './listbox.ts';
import popoverStyles from './popover.module.css';

export interface ComboboxOption {
  id: string;
  words: string;
  detail?: string | undefined;
}

interface Given {
  label: string;
  options: ComboboxOption[];
  /** The one that is chosen already. */
  current?: string | undefined;
  /** Said when nothing is like what was typed. */
  none: string;
  choose: (option: ComboboxOption) => void;
}

/** A field over a list: what is typed narrows it, the arrow keys go through it. For a popover or a dialog. */
export function Combobox({ label, options, current, none, choose }: Given) {
  const [typed, setTyped] = useState('');
  const found = useMemo(
    () => options.filter(({ words }) => fold(words).includes(fold(typed.trim()))),
    [options, typed],
  );
  const { field, list, option } = useListbox({ options: found, choose });
  return (
    <>
      <input
        {...field}
        // biome-ignore lint/a11y/noAutofocus: it is drawn when a popover opens, which moves the focus to it
        autoFocus
        className={styles.field}
        aria-label={label}
        placeholder={label}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <ul {...list} aria-label={label}>
        {found.map(({ id, words, detail }, i) => (
          <li key={id} {...option(i)} className={popoverStyles.item} aria-current={id === current || undefined}>
            <bdi className={popoverStyles.words}>{words}</bdi>
            {detail && <bdi className={popoverStyles.detail}>{detail}</bdi>}
          </li>
        ))}
      </ul>
      <p role="status" className={styles.none}>
        {found.length === 0 && none}
      </p>
    </>
  );
}
