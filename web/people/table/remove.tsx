import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ask, Refused } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Input, Labelled } from '../../ui/controls.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { number } from '../../words/formats.ts';
import styles from './bars.module.css';
import type { PeopleAct } from './use-act.ts';
import { useTableWords } from './words.ts';

export type Chosen = Pick<PeopleAct, 'ids' | 'all'>;

/** Over so many people, the number is typed: a hand that only clicks on has not looked. */
const mostUntyped = 200;

interface Given {
  count: number;
  chosen: Chosen;
  close: () => void;
  done: (removalId: string) => void;
}

/** What removing all who are selected does, in words; then it begins. */
export function RemovePeople({ count, chosen, close, done }: Given) {
  const { remove: words } = useTableWords();
  const client = useQueryClient();
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const mustType = count > mostUntyped;
  const begin = useMutation({
    mutationFn: () => ask(api.POST('/api/v1/people-removals', { body: { ...chosen, expected: count } })),
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: ['people'] });
      close();
      done(id);
    },
    onError: () => client.invalidateQueries({ queryKey: ['people'] }),
  });
  const hasChanged = begin.error instanceof Refused && begin.error.problem.code === 'audience_changed';

  function submit(): void {
    if (mustType && typed.replace(/\D/g, '') !== String(count)) setWrong(true);
    else begin.mutate();
  }

  return (
    <Dialog title={words.title(count)} close={close}>
      <form
        className={styles.setting}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <ul className={styles.meaning}>
          {words.means(count).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        {mustType && (
          <Labelled label={words.type(number(count))}>
            <Input
              inputMode="numeric"
              autoComplete="off"
              value={typed}
              aria-invalid={isWrong || undefined}
              change={(value) => [setTyped(value), setWrong(false)]}
            />
            {isWrong && (
              <strong role="alert" className={styles.bad}>
                {words.wrong}
              </strong>
            )}
          </Labelled>
        )}
        <ErrorNote error={begin.error} {...(hasChanged && { sentence: words.changed })} />
        <div className={styles.tools}>
          <Button type="submit" look="primary" isBusy={begin.isPending}>
            {words.begin(count)}
          </Button>
          <Button onClick={close}>{words.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
