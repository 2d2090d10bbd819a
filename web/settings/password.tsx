import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { api, ask, isAway } from '../api.ts';
import { meQuery } from '../queries.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { didAct } from '../ui/undo.ts';
import { Part } from './choices.tsx';
import { usePasswordWords } from './password-words.ts';
import styles from './settings.module.css';

/** How a member changes their own password. It cannot be taken back, and ends their other sessions. */
export function Password() {
  const words = usePasswordWords();
  const client = useQueryClient();
  const { data: me } = useQuery(meQuery);
  const box = useRef<HTMLDivElement>(null);
  return (
    <Part title={words.title}>
      <p className={styles.hint}>{words.lead}</p>
      <div ref={box} className={styles.passwords}>
        <Form
          send={({ presentPassword = '', password = '' }) =>
            ask(api.PUT('/api/v1/me/password', { body: { presentPassword, password } }))
          }
          done={({ ended }) => {
            box.current?.querySelector('form')?.reset();
            didAct(words.changed(ended));
            void client.invalidateQueries({ queryKey: ['sessions'] });
            void client.invalidateQueries({ queryKey: ['acts'] });
          }}
        >
          {({ failure, isBusy }) => (
            <>
              {/* Whose password it is, for whatever keeps passwords. */}
              <input hidden readOnly name="email" autoComplete="username" value={me?.email ?? ''} />
              <Field
                name="presentPassword"
                label={words.present}
                type="password"
                required
                autoComplete="current-password"
              />
              <Field
                name="password"
                label={words.next}
                hint={words.hint}
                type="password"
                required
                minLength={8}
                autoComplete="new-password"
              />
              <ErrorNote error={failure}>{isAway(failure) && ` ${words.mayHaveChanged}`}</ErrorNote>
              <Button type="submit" isBusy={isBusy}>
                {words.act}
              </Button>
            </>
          )}
        </Form>
      </div>
    </Part>
  );
}
