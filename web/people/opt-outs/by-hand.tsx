import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { api, ask } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import styles from './opt-outs.module.css';
import { useOptOutWords } from './words.ts';

/** So many of those who match are offered. */
const mostOffered = 6;

/** Opts out somebody who said so in another way than by text, with the reason. */
export function ByHand({ close }: { close: () => void }) {
  const words = useOptOutWords();
  const client = useQueryClient();
  const [typed, type] = useState('');
  const [chosen, choose] = useState('');
  const search = useDeferredValue(typed.trim());
  const { data: offered = [] } = useQuery({
    queryKey: ['people', 'to-opt-out', search],
    queryFn: async ({ signal }) => {
      const query = { search, limit: String(mostOffered) };
      return (await ask(api.GET('/api/v1/people', { params: { query }, signal }))).items;
    },
    enabled: search !== '',
    placeholderData: keepPreviousData,
  });
  const open = search === '' ? [] : offered.filter((person) => !person.optedOutAt);
  return (
    <Dialog title={words.byHand.title} close={close}>
      <Form
        send={({ words: reason = '' }) =>
          ask(api.PUT('/api/v1/people/{id}/opt-out', { params: { path: { id: chosen } }, body: { words: reason } }))
        }
        done={() => {
          void client.invalidateQueries({ queryKey: ['people'] });
          close();
        }}
      >
        {({ failure, isBusy }) => (
          <>
            <p>{words.byHand.lead}</p>
            <Field
              name="who"
              label={words.byHand.who}
              hint={words.byHand.whoHint}
              required
              autoComplete="off"
              value={typed}
              onChange={({ currentTarget }) => {
                type(currentTarget.value);
                choose('');
              }}
            />
            {open.length > 0 && (
              <fieldset className={styles.offered}>
                <legend>{words.byHand.who}</legend>
                {open.map(({ id, name, phonesShown }) => (
                  <label key={id}>
                    <input type="radio" name="person" checked={chosen === id} onChange={() => choose(id)} />
                    <bdi>{name}</bdi> <bdi dir="ltr">{phonesShown.join(', ')}</bdi>
                  </label>
                ))}
              </fieldset>
            )}
            <Field
              name="words"
              label={words.reason}
              hint={words.reasonHint}
              required
              maxLength={500}
              autoComplete="off"
            />
            <ErrorNote error={failure} />
            <Button type="submit" look="primary" isBusy={isBusy || chosen === ''}>
              {words.byHand.act}
            </Button>
          </>
        )}
      </Form>
    </Dialog>
  );
}
