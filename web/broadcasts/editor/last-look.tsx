import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ask, isAway, Refused } from '../../api.ts';
import { deadline } from '../../deadline.ts';
import { Blocks } from '../../ui/blocks.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { type Start, useStart } from '../../ui/use-start.ts';
import { type Broadcast, type Look, nameOf, stateOf } from '../content.ts';
import { broadcastQuery, lookQuery } from '../queries.ts';
import { holdMs, offered, takeBack } from '../take-back.ts';
import { mustType, Send } from './send.tsx';
import { useEditorWords } from './words.ts';

/** The last look before it goes: how many, what it costs, when, the words. What was kept last is looked at once more. */
export function LastLook({ draft, close }: { draft: Broadcast; close: () => void }) {
  const { last } = useEditorWords();
  const client = useQueryClient();
  const begin = useStart();
  const [look, show] = useState<Look>();
  const [hasChanged, setChanged] = useState(false);
  const query = useQuery({ ...lookQuery(draft), staleTime: 0, refetchOnMount: 'always' });
  const params = { path: { id: draft.id } };
  const send = useMutation({
    onMutate: (_: Look) => ({ start: begin(), sentOffAt: Date.now() }),
    mutationFn: ({ willGet }: Look) => {
      const body = { expected: willGet, typed: mustType(willGet), version: draft.version };
      return ask(api.POST('/api/v1/broadcasts/{id}/dispatch', { params, body, signal: deadline() }));
    },
    onSuccess: (sent, _, attempt) => goes(sent, attempt),
    onError: async (error, { willGet }, attempt) => {
      const found = isAway(error) && attempt && (await findSent(attempt.start));
      if (found) return goes(found, attempt);
      const act = draft.sendAt ? last.plan(willGet) : last.send(willGet);
      attempt?.start.failed(isAway(error) ? `${act}. ${last.maybe}` : act, error);
      if (error instanceof Refused && error.problem.code === 'audience_changed') lookAgain();
    },
  });

  async function goes(sent: Broadcast, { start, sentOffAt }: { start: Start; sentOffAt: number }): Promise<void> {
    client.setQueryData(broadcastQuery(sent.id).queryKey, sent);
    void client.invalidateQueries({ queryKey: ['broadcasts', 'list'] });
    close();
    const did = draft.sendAt ? last.planned(nameOf(sent)) : last.sent(nameOf(sent));
    const way = { to: '/broadcasts/$broadcastId', params: { broadcastId: sent.id } } as const;
    // The hold began before the answer came: one that was lost is found much later.
    const forMs = stateOf(sent) === 'scheduled' ? undefined : sentOffAt + holdMs - Date.now();
    const canBeBack = forMs === undefined || forMs > 0;
    const unsay = await start.leadOn(way, did, canBeBack ? () => takeBack(client, sent.id) : undefined, forMs);
    if (unsay) offered(sent.id, unsay);
  }

  /** What goes although its answer was lost: as the page knows by now, or for those who have left as the server says. */
  async function findSent(start: Start): Promise<Broadcast | undefined> {
    let found = client.getQueryData(broadcastQuery(draft.id).queryKey);
    if (found?.state === 'draft' && !start.isHere())
      found = await ask(api.GET('/api/v1/broadcasts/{id}', { params, signal: deadline() })).catch(() => undefined);
    return found?.state === 'draft' ? undefined : found;
  }

  function lookAgain(): void {
    send.reset();
    setChanged(true);
    void query.refetch();
    show(undefined);
  }

  const { data, error, isFetching } = query;
  // The first one is waited for. One that is asked for meanwhile, as after a break, comes into what stands there.
  if (data && data !== look && !(look ? send.isPending : isFetching)) {
    show(data);
    if (look && data.willGet !== look.willGet) setChanged(true);
  }

  return (
    <Dialog title={look ? last.title(look.willGet) : last.looking} close={close} isBusy={send.isPending}>
      <ErrorNote error={error} {...(hasChanged && { sentence: last.changed })} />
      {look ? (
        <Send
          // Another number is typed anew, and goes by no click that was meant for the one before.
          key={look.willGet}
          draft={draft}
          look={look}
          isBusy={send.isPending}
          error={send.error}
          send={() => send.mutate(look)}
          close={close}
        />
      ) : (
        !error && <Blocks />
      )}
    </Dialog>
  );
}
