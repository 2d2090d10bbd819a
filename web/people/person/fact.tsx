import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Form } from '../../ui/form.tsx';
import styles from './person.module.css';
import { usePersonWords } from './words.ts';

interface Given {
  label: string;
  /** What is shown while nobody changes it. */
  shown: ReactNode;
  /** The control with which it is changed. */
  control: ReactNode;
  save: (values: Record<string, string>) => Promise<unknown>;
}

/** Something that is known of somebody, changed in its place; Escape leaves it as it was. */
export function Fact({ label, shown, control, save }: Given) {
  const words = usePersonWords();
  const [isOpen, open] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const hadFocus = useRef(false);
  useLayoutEffect(() => {
    if (!isOpen && hadFocus.current) button.current?.focus();
    hadFocus.current = isOpen;
  }, [isOpen]);
  return (
    <div className={styles.fact} data-open={isOpen || undefined}>
      <dt dir="auto">{label}</dt>
      <dd>
        {isOpen ? (
          <fieldset
            className={styles.group}
            aria-label={label}
            onKeyDown={({ key }) => key === 'Escape' && open(false)}
          >
            <Form send={save} done={() => open(false)} className={styles.form}>
              {({ failure, isBusy }) => (
                <>
                  {control}
                  <ErrorNote error={failure} />
                  <span className={styles.buttons}>
                    <Button type="submit" look="primary" isBusy={isBusy}>
                      {words.save}
                    </Button>
                    <Button onClick={() => open(false)}>{words.cancel}</Button>
                  </span>
                </>
              )}
            </Form>
          </fieldset>
        ) : (
          <>
            <span className={styles.value}>{shown}</span>
            <Button ref={button} look="text" aria-label={words.changeWhat(label)} onClick={() => open(true)}>
              {words.change}
            </Button>
          </>
        )}
      </dd>
    </div>
  );
}
