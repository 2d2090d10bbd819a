import type { Query, QueryClient } from '@tanstack/react-query';
import { api, ask, type Conversation } from '../../api.ts';
import { refreshRows } from '../../list-news.ts';
import { showAct } from '../../pending-acts.ts';
import { actFailed, didAct } from '../../ui/undo.ts';
import { putBack, remember } from './places.ts';
import { changed, type Wanted } from './wanted.ts';

interface Said {
  /** What was done, and with how many. */
  did: (n: number) => string;
  /** That so many are left as they were, because they have written what was not shown yet. */
  left: (n: number) => string;
  /** What could not be done. */
  failed: string;
}

/**
 * Does something with conversations: shown in the next frame, and put back with the reason when the server refuses. It is
 * one act, and taken back as one.
 */
export function perform(client: QueryClient, conversations: Conversation[], wanted: Wanted, said: Said): void {
  const ids = conversations.map(({ id }) => id);
  const places = remember(client, new Set(ids));
  callOff(client);
  const settle = showAct(client, ids, (row) => changed(row, wanted));
  const answer = tell(conversations, wanted);
  let isTakenBack = false;
  const takeBack = async () => {
    isTakenBack = true;
    const { actId } = await answer;
    settle();
    // What it was so already is not as this page had it.
    if (!actId) return refresh(client, ids);
    putBack(client, places);
    await ask(api.POST('/api/v1/acts/{id}/undo', { params: { path: { id: actId } } })).finally(() =>
      refresh(client, ids),
    );
  };
  const withdraw = didAct(said.did(ids.length), takeBack);
  void answer.then(
    async ({ changed, left }) => {
      // First: what is fetched from now on knows of the act, and perhaps of what came after it.
      settle();
      if ((left > 0 || changed === 0) && !isTakenBack) {
        withdraw();
        if (changed > 0) didAct(said.did(changed), takeBack);
        else if (left > 0) putBack(client, places);
        // It was so already, and nothing is there to take back.
        didAct(left > 0 ? said.left(left) : said.did(ids.length));
      }
      return refresh(client, ids);
    },
    (error: unknown) => {
      withdraw();
      settle();
      putBack(client, places);
      void refresh(client, ids);
      actFailed(said.failed, error);
    },
  );
}

/** What is under way was asked before the act, and would bring the rows back; where there is nothing yet it is all there is. */
function callOff(client: QueryClient): void {
  const isKept = ({ state }: Query) => state.data !== undefined;
  const filters = { queryKey: ['conversations'], fetchStatus: 'fetching', predicate: isKept } as const;
  // A next page is asked for again by whoever looks; a list that was to be anew is so when the rows are, after the act.
  const anew = client
    .getQueryCache()
    .findAll(filters)
    .filter(({ state }) => !state.fetchMeta?.fetchMore);
  void client.cancelQueries(filters);
  for (const list of anew) list.invalidate();
}

async function tell(conversations: Conversation[], wanted: Wanted) {
  const { act } = wanted;
  const body = {
    ids: conversations.map(({ id }) => id),
    act,
    seen: Object.fromEntries(conversations.map(({ id, lastInboundId }) => [id, lastInboundId])),
    ...(wanted.act === 'assign' && { memberId: wanted.assignee?.id ?? null }),
    ...(wanted.act === 'snooze' && { until: wanted.until }),
  };
  return ask(api.POST('/api/v1/conversation-acts', { body }));
}

async function refresh(client: QueryClient, ids: string[]): Promise<void> {
  await Promise.all([
    refreshRows(client, ids),
    client.invalidateQueries({ queryKey: ['counts'] }),
    ...ids.flatMap((id) => [
      client.invalidateQueries({ queryKey: ['conversation', id] }),
      client.invalidateQueries({ queryKey: ['timeline', id] }),
    ]),
  ]);
}
