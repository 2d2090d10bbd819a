import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import type { Person } from '../../api.ts';
import { personQuery } from '../../queries.ts';
import { Button } from '../../ui/button.tsx';
import { ClashNote, goToClash } from '../../ui/clash-note.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Form, fill, type Values, valuesOf } from '../../ui/form.tsx';
import { changedSince, useShared } from '../../ui/use-shared.ts';
import type { Over } from '../write-over.ts';
import styles from './person.module.css';
import { usePersonWords } from './words.ts';

export interface Given {
  person: Person;
  label: string;
  /** What is known, as the control has it. */
  of: (person: Person) => Values;
  /** The control with which it is changed. */
  control: (known: Values) => ReactNode;
  save: (values: Values, over: Over) => Promise<unknown>;
}

/** Something that is known of somebody while it is changed. A colleague who changes the same meanwhile is not written over. */
export function FactForm({ person, label, of, control, save, close }: Given & { close: () => void }) {
  const words = usePersonWords();
  const client = useQueryClient();
  const frame = useRef<HTMLFieldSetElement>(null);
  const form = () => frame.current?.querySelector('form');
  const written = () => valuesOf(form());
  const shown = useRef<Values>(undefined);
  // As the control shows it: one for a date shows nothing of other words.
  useLayoutEffect(() => {
    shown.current = valuesOf(frame.current?.querySelector('form'));
  }, []);
  const shared = useShared<Person, Values>({
    found: person,
    read: () => client.fetchQuery({ ...personQuery(person.id), staleTime: 0 }),
    written,
    writtenIn: of,
    isTouched: () => JSON.stringify(written()) !== JSON.stringify(shown.current),
    show: (next, isKept) => {
      fill(form(), next);
      if (isKept) shown.current = written();
    },
  });

  async function send(values: Values): Promise<void> {
    try {
      await shared.write(values, async (values, version) => {
        const read = { ...(shared.now().kept ?? person), version };
        await save(values, { read, of });
        return read;
      });
    } catch (error) {
      if (changedSince(error)) setTimeout(() => goToClash(frame.current));
      throw error;
    }
  }

  return (
    <fieldset
      ref={frame}
      className={styles.group}
      aria-label={label}
      onBlur={shared.look}
      onKeyDown={({ key }) => key === 'Escape' && close()}
    >
      <Form send={send} done={close} className={styles.form}>
        {({ failure, isBusy }) => (
          <>
            {control(of(shared.kept ?? person))}
            {shared.clash ? (
              <ClashNote
                clash={shared.clash}
                swap={shared.swap}
                turn={shared.turn}
                keepMine={() => {
                  shared.keepMine();
                  form()?.requestSubmit();
                }}
              />
            ) : (
              <ErrorNote error={changedSince(failure) ? null : failure} />
            )}
            <span className={styles.buttons}>
              <Button type="submit" look="primary" isBusy={isBusy}>
                {words.save}
              </Button>
              <Button onClick={close}>{words.cancel}</Button>
            </span>
          </>
        )}
      </Form>
    </fieldset>
  );
}
