import type { ReactNode } from 'react';
import type { useListbox } from './listbox.ts';
import popover from './popover.module.css';
import styles from './suggestions.module.css';

/** One of the texts that are offered while somebody types. */
export interface Suggestion {
  id: string;
  words: string;
  detail?: string | undefined;
  /** What takes the place of what was typed. */
  text: string;
}

/** What is offered, above the box. The box keeps the focus, and its keys go through them. */
export function Suggestions({
  label,
  options,
  listbox: { list, option },
  children,
}: {
  label: string;
  options: Suggestion[];
  listbox: ReturnType<typeof useListbox<Suggestion>>;
  children?: ReactNode;
}) {
  return (
    <div className={styles.suggestions}>
      <p className={popover.title} aria-hidden>
        {label}
      </p>
      <ul {...list} aria-label={label}>
        {options.map(({ id, words, detail }, i) => (
          <li key={id} {...option(i)} className={popover.item}>
            <bdi className={popover.words}>{words}</bdi>
            {detail && (
              <bdi className={`${popover.detail} ${styles.detail}`} dir="auto">
                {detail}
              </bdi>
            )}
          </li>
        ))}
      </ul>
      {children}
    </div>
  );
}
