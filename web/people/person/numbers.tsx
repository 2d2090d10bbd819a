import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Person, Refused } from '../../api.ts';
import { personQuery } from '../../queries.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { actFailed } from '../../ui/undo.ts';
import { changedSince } from '../../ui/use-shared.ts';
import { day } from '../../words/formats.ts';
import { Part } from './part.tsx';
import styles from './person.module.css';
import { useChange } from './use-change.ts';
import { usePersonWords } from './words.ts';

/** The numbers of a person; the first is the one that we text. */
export function Numbers({ person, merge }: { person: Person; merge: (otherId: string) => void }) {
  const words = usePersonWords();
  const { change } = useChange(person);
  const { phones, phonesShown, optedOutAt } = person;
  const set = (wanted: string[], said: string) =>
    void change({ phones: wanted }, said).catch((error) => actFailed(words.failed(words.numbers), error));
  return (
    <Part title={words.numbers}>
      <ul className={styles.numbers}>
        {phones.map((phone, at) => {
          const shown = phonesShown[at] ?? phone;
          const others = phones.filter((other) => other !== phone);
          return (
            <li key={phone}>
              <bdi dir="ltr">{shown}</bdi>
              {at === 0 ? (
                <span className={styles.second}>{optedOutAt ? words.optedOut(day(optedOutAt)) : words.texted}</span>
              ) : (
                <Button
                  look="text"
                  aria-label={words.makeFirstWho(shown)}
                  onClick={() => set([phone, ...others], words.isFirst(shown))}
                >
                  {words.makeFirst}
                </Button>
              )}
              {phones.length > 1 && (
                <Button look="text" aria-label={words.dropWho(shown)} onClick={() => set(others, words.dropped(shown))}>
                  {words.drop}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {person.isPractice && <p className={styles.second}>{words.practice}</p>}
      <AddNumber person={person} merge={merge} />
    </Part>
  );
}

function AddNumber({ person, merge }: { person: Person; merge: (otherId: string) => void }) {
  const words = usePersonWords();
  const client = useQueryClient();
  const { change } = useChange(person);
  const [isOpen, open] = useState(false);
  if (!isOpen) return <Button onClick={() => open(true)}>{words.addNumber}</Button>;

  /** Behind those that they have: what a colleague has done with those meanwhile stays. */
  async function add(typed: string): Promise<void> {
    for (let read = person; ; ) {
      try {
        return await change({ phones: [...read.phones, typed] }, words.added(typed), read);
      } catch (error) {
        if (!changedSince(error)) throw error;
        read = await client.fetchQuery({ ...personQuery(person.id), staleTime: 0 });
      }
    }
  }

  const key = `phones.${person.phones.length}`;
  return (
    <fieldset
      className={styles.group}
      aria-label={words.addNumber}
      onKeyDown={({ key }) => key === 'Escape' && open(false)}
    >
      <Form send={(values) => add(values[key] ?? '')} done={() => open(false)} className={styles.form}>
        {({ failure, isBusy }) => (
          <>
            <Field
              name={key}
              label={words.number}
              hint={words.numberHint}
              type="tel"
              required
              autoFocus
              autoComplete="off"
              maxLength={40}
            />
            <Failure error={failure} merge={merge} />
            <span className={styles.buttons}>
              <Button type="submit" look="primary" isBusy={isBusy}>
                {words.addNumber}
              </Button>
              <Button onClick={() => open(false)}>{words.cancel}</Button>
            </span>
          </>
        )}
      </Form>
    </fieldset>
  );
}

/** Somebody who has the number already may be the same person. */
function Failure({ error, merge }: { error: unknown; merge: (otherId: string) => void }) {
  const words = usePersonWords();
  const existing = error instanceof Refused ? error.problem.existing : undefined;
  if (!existing) return <ErrorNote error={error} />;
  return (
    <ErrorNote sentence={words.taken(existing.name)}>
      {' '}
      <Button onClick={() => merge(existing.id)}>{words.mergeWith(existing.name)}</Button>
    </ErrorNote>
  );
}
