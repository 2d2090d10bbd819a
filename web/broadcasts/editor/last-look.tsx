import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ask, Refused } from '../../api.ts';
import { Blocks } from '../../ui/blocks.tsx';
import { Button } from '../../ui/button.tsx';
import { Input, Labelled } from '../../ui/controls.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useStart } from '../../ui/use-start.ts';
import { number } from '../../words/formats.ts';
import { type Broadcast, type Look, nameOf } from '../content.ts';
import { broadcastQuery, lookQuery } from '../queries.ts';
import { Facts } from './facts.tsx';
import styles from './last-look.module.css';
import { useEditorWords } from './words.ts';

/** Over so many people, the number is typed: a hand that only clicks on has not looked. */
const mostUntyped = 200;

/** The last look before it goes: how many, what it costs, when, the words. What was kept last is looked at once more. */
export function LastLook({ draft, close }: { draft: Broadcast; close: () => void }) {
  const { last } = useEditorWords();
  const [hasChanged, setChanged] = useState(false);
  const {
    data: look,
    error,
    isFetching,
    refetch,
  } = useQuery({ ...lookQuery(draft), staleTime: 0, refetchOnMount: 'always' });
  const isNew = look && !isFetching;

  function lookAgain(): void {
    setChanged(true);
    void refetch();
  }

  return (
    <Dialog title={isNew ? last.title(look.willGet) : last.looking} close={close}>
      <ErrorNote error={error} {...(hasChanged && { sentence: last.changed })} />
      {isNew ? <Send draft={draft} look={look} close={close} changed={lookAgain} /> : !error && <Blocks />}
    </Dialog>
  );
}

interface Given {
  draft: Broadcast;
  look: Look;
  close: () => void;
  /** By now it would go to others than the look has said. */
  changed: () => void;
}

function Send({ draft, look, close, changed }: Given) {
  const { last } = useEditorWords();
  const client = useQueryClient();
  const begin = useStart();
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const { willGet } = look;
  const mustType = willGet > mostUntyped;
  const params = { path: { id: draft.id } };
  const send = useMutation({
    onMutate: begin,
    mutationFn: () => {
      const body = { expected: willGet, typed: mustType, version: draft.version };
      return ask(api.POST('/api/v1/broadcasts/{id}/dispatch', { params, body }));
    },
    onSuccess: async (sent, _, start) => {
      client.setQueryData(broadcastQuery(sent.id).queryKey, sent);
      void client.invalidateQueries({ queryKey: ['broadcasts', 'list'] });
      close();
      const did = draft.sendAt ? last.planned(nameOf(sent)) : last.sent(nameOf(sent));
      await start.leadOn({ to: '/broadcasts/$broadcastId', params: { broadcastId: sent.id } }, did);
    },
    onError: (error, _, start) => {
      start?.failed(draft.sendAt ? last.plan(willGet) : last.send(willGet), error);
      if (error instanceof Refused && error.problem.code === 'audience_changed') changed();
    },
  });

  function submit(): void {
    if (mustType && typed.replace(/\D/g, '') !== String(willGet)) setWrong(true);
    else send.mutate();
  }

  return (
    <form
      className={styles.look}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p className={styles.words} dir="auto">
        {look.texts.longest?.body ?? draft.body}
      </p>
      <Facts draft={draft} look={look} />
      {mustType && (
        <Labelled label={last.type(number(willGet))}>
          <Input
            autoFocus
            inputMode="numeric"
            autoComplete="off"
            value={typed}
            aria-invalid={isWrong || undefined}
            change={(value) => [setTyped(value), setWrong(false)]}
          />
          {isWrong && <strong className={styles.bad}>{last.wrong}</strong>}
        </Labelled>
      )}
      <ErrorNote error={send.error} />
      <div className={styles.acts}>
        <Button type="submit" look="primary" isBusy={send.isPending}>
          {draft.sendAt ? last.plan(willGet) : last.send(willGet)}
        </Button>
        <Button onClick={close}>{last.cancel}</Button>
      </div>
    </form>
  );
}
