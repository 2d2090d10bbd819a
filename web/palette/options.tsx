import { useEffect, useRef } from 'react';
import { Caps } from '../ui/caps.tsx';
import { isSingleKey, useSingleKeys } from '../ui/shortcuts.ts';
import type { Choice, Group } from './choices.ts';
import styles from './palette.module.css';

interface Given {
  id: string;
  label: string;
  groups: Group[];
  active: string | undefined;
  optionId: (choice: string) => string;
  run: (choice: Choice) => void;
}

/** What can be chosen, under the names of its kinds. The focus stays in the box; what is active is kept in sight. */
export function Options({ id, label, groups, active, optionId, run }: Given) {
  const list = useRef<HTMLDivElement>(null);
  const areSingleKeysOn = useSingleKeys();
  // biome-ignore lint/correctness/useExhaustiveDependencies: told again when another is active
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div ref={list} id={id} role="listbox" aria-label={label} className={styles.list} tabIndex={-1}>
      {groups.map(({ title, choices }) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be in a list of choices
        <div key={title} role="group" aria-label={title} className={styles.group}>
          <div className={styles.title} aria-hidden>
            {title}
          </div>
          {choices.map((choice) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the box has the keys
            // biome-ignore lint/a11y/useFocusableInteractive: the box keeps the focus and names what is active
            <div
              key={choice.id}
              id={optionId(choice.id)}
              role="option"
              aria-selected={choice.id === active}
              className={styles.option}
              onClick={() => run(choice)}
              onPointerDown={(event) => event.preventDefault()}
            >
              <bdi className={styles.words}>{choice.words}</bdi>
              {choice.detail && (
                <bdi className={styles.detail} dir="ltr">
                  {choice.detail}
                </bdi>
              )}
              {choice.shortcut && (areSingleKeysOn || !isSingleKey(choice.shortcut)) && (
                <span className={styles.key}>
                  <Caps shortcut={choice.shortcut} />
                </span>
              )}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
