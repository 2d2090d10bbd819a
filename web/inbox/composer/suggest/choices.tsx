import type { ReactNode } from 'react';
import type { useListbox } from '../../../ui/listbox.ts';
import popover from '../../../ui/popover.module.css';
import styles from './choices.module.css';

/** One of the choices that are shown while somebody types. */
export interface Choice {
  id: string;
  words: string;
  detail?: string | undefined;
  /** What takes the place of what was typed. */
  text: string;
}

/** The choices, above the box. The box keeps the focus, and its keys go through them. */
export function Choices({
  label,
  options,
  listbox: { list, option },
  children,
}: {
  label: string;
  options: Choice[];
  listbox: ReturnType<typeof useListbox<Choice>>;
  children?: ReactNode;
}) {
  return (
    <div className={styles.choices}>
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
