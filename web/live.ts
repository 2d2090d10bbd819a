import {
  type InfiniteData,
  type Query,
  type QueryClient,
  type QueryFilters,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { Conversation, Me, Message } from './api.ts';
import { patchMessage } from './patch.ts';
import { heard } from './presence.ts';
import { stored } from './ui/stored.ts';

/** What the server tells of. */
export type Change =
  | { kind: 'message.created' | 'message.changed'; conversationId: string; message: Message }
  | { kind: 'conversation.changed' | 'person.changed' | 'note.created' | 'note.changed'; conversationId: string }
  | { kind: 'line.changed' | 'team.changed' }
  /** So many of them that whatever shows people is asked for again. */
  | { kind: 'people.changed' }
  /** Somebody was asked, or is counted otherwise; without a round, a question was worded or planned anew. */
  | { kind: 'round.changed'; roundId?: string }
  | { kind: 'broadcast.changed'; broadcastId: string };

/** A connection is called lost only after this long, so that a short break says nothing. */
const patienceMs = 3_000;
const reopenMs = 4_000;
/** A page that slept longer than this may hold a dead connection that looks alive. */
const sleptMs = 30_000;
const tickMs = 5_000;
const refreshMs = 400;
/** A list of many pages is asked for page by page. */
const refreshLongMs = 5_000;
const manyPages = 4;

/** Outlives a reload of the page, as what is shown from memory does; 0 while the server can be heard. */
const lostAt = stored('hearback.lostAt', 0);

let offlineSince: Date | null = null;
const watchers = new Set<() => void>();
const arrivals = new Set<(message: Message) => void>();
const listeners = new Set<(change: Change) => void>();

/** Since when the server cannot be heard; null while it can. */
export function useOfflineSince(): Date | null {
  return useSyncExternalStore(watch, () => offlineSince);
}

/** Calls back whenever the connection is found again, or lost. Answers how to stop. */
export function watch(listener: () => void): () => void {
  watchers.add(listener);
  return () => watchers.delete(listener);
}

export function isOnline(): boolean {
  return offlineSince === null;
}

/** Calls back for each text that comes in while the page is open, once. Answers how to stop. */
export function onArrival(listener: (message: Message) => void): () => void {
  arrivals.add(listener);
  return () => arrivals.delete(listener);
}

/** Asks again for what is kept under `key` when something happens that concerns it: at once, then at most every `everyMs`. */
export function useRefresh(key: string, everyMs: number, concerns: (change: Change) => boolean): void {
  const client = useQueryClient();
  const latest = useRef(concerns);
  latest.current = concerns;
  useEffect(() => {
    const refresh = throttledRefresh(client, everyMs);
    const listener = (change: Change) => {
      if (latest.current(change)) refresh([key]);
    };
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, [client, key, everyMs]);
}

/** Listens to the server's events and keeps the page's memory current, until the answered function is called. */
export function goLive(client: QueryClient, signedOut: () => void): () => void {
  let source: EventSource | undefined;
  let lostTimer: ReturnType<typeof setTimeout> | undefined;
  let reopenTimer: ReturnType<typeof setTimeout> | undefined;
  let hiddenAt = 0;
  const refreshShort = throttledRefresh(client, refreshMs, (query) => !isLong(query));
  const refreshLong = throttledRefresh(client, refreshLongMs, isLong);
  const refresh = (...keys: string[][]) => {
    refreshShort(...keys);
    refreshLong(...keys);
  };
  const refreshRow = throttled(refreshMs, (ids: string[]) =>
    import('./list-news.ts')
      .then(({ refreshRows }) => refreshRows(client, ids))
      // It is not needed to draw the list, and lists can be asked for whole where it cannot be had.
      .catch(() => client.invalidateQueries({ queryKey: ['conversations'] })),
  );

  function open(): void {
    clearTimeout(reopenTimer);
    source?.close();
    source = new EventSource('/api/v1/events');
    source.addEventListener('open', found);
    source.addEventListener('error', lost);
    source.addEventListener('hello', refetchAll);
    source.addEventListener('refetch', refetchAll);
    source.addEventListener('signed-out', signedOut);
    source.addEventListener('presence', (event) => heard(JSON.parse(event.data)));
    source.addEventListener('read', (event) => readElsewhere(JSON.parse(event.data)));
    source.addEventListener('me', () => refresh(['me']));
    source.addEventListener('change', (event) => apply(JSON.parse(event.data)));
  }

  function found(): void {
    clearTimeout(lostTimer);
    lostTimer = undefined;
    setOffline(null);
  }

  function lost(): void {
    const since = new Date(lostAt.get() || Date.now());
    if (!navigator.onLine) setOffline(offlineSince ?? since);
    else lostTimer ??= setTimeout(() => setOffline(offlineSince ?? since), patienceMs);
    // The browser tries again by itself unless the answer was a refusal; then asking who we are tells why.
    if (source?.readyState !== EventSource.CLOSED) return;
    void client.refetchQueries({ queryKey: ['me'] });
    clearTimeout(reopenTimer);
    reopenTimer = setTimeout(open, reopenMs);
  }

  function refetchAll(): void {
    found();
    void askAgain(client);
  }

  function apply(change: Change): void {
    found();
    for (const tell of listeners) tell(change);
    if (change.kind === 'round.changed') {
      refresh(['questions'], ...(change.roundId ? [['round', change.roundId]] : []));
      return;
    }
    if (change.kind === 'people.changed') {
      refresh(['conversations'], ['counts'], ['people'], ['person'], ['groups'], ['imports']);
      return;
    }
    if (change.kind === 'broadcast.changed') {
      refresh(['broadcasts']);
      return;
    }
    if (!('conversationId' in change)) {
      refresh(['me'], ['members'], ['lines'], ['phones'], ['saved-replies'], ['limits']);
      return;
    }
    refreshRow(change.conversationId);
    refresh(['counts'], ['conversation', change.conversationId]);
    if (change.kind === 'person.changed') refresh(['people'], ['person'], ['groups'], ['phones']);
    if (!('message' in change)) {
      // Acts and notes stand among the texts.
      if (change.kind !== 'person.changed') refresh(['timeline', change.conversationId]);
      return;
    }
    const isNew = change.kind === 'message.created';
    patchMessage(client, change.message, isNew);
    refresh(['screen']);
    if (isStarting(client)) refresh(['me']);
    if (isNew && change.message.direction === 'inbound') for (const tell of arrivals) tell(change.message);
  }

  /** This page tells of what is read in it as well, and knows that already. */
  function readElsewhere({ conversationId, messageId }: { conversationId: string; messageId: string | null }): void {
    const known = client.getQueryData<Conversation>(['conversation', conversationId]);
    if (messageId && messageId <= (known?.lastReadMessageId ?? '')) return;
    refreshRow(conversationId);
    refresh(['counts'], ['conversation', conversationId]);
  }

  function woke(): void {
    if (document.hidden) hiddenAt = Date.now();
    else if (hiddenAt && Date.now() - hiddenAt > sleptMs) open();
  }

  // A computer that was shut while the page was in sight: no event tells of it, but its clock does.
  let tickedAt = Date.now();
  const ticking = setInterval(() => {
    const sleptFor = Date.now() - tickedAt - tickMs;
    tickedAt = Date.now();
    if (!document.hidden && sleptFor > sleptMs) open();
  }, tickMs);

  const stop = new AbortController();
  document.addEventListener('visibilitychange', woke, { signal: stop.signal });
  document.addEventListener('resume', open, { signal: stop.signal });
  addEventListener('online', open, { signal: stop.signal });
  // Not lost yet: the server may be on this computer.
  addEventListener('offline', open, { signal: stop.signal });
  open();
  return () => {
    stop.abort();
    clearInterval(ticking);
    clearTimeout(lostTimer);
    clearTimeout(reopenTimer);
    source?.close();
    setOffline(null);
  };
}

/** Whether a text may tick a step of the getting-started list. */
function isStarting(client: QueryClient): boolean {
  const me = client.getQueryData<Me>(['me']);
  return me !== undefined && Object.values(me.gettingStarted.steps).includes(false);
}

function setOffline(since: Date | null): void {
  if (offlineSince?.getTime() === since?.getTime()) return;
  offlineSince = since;
  lostAt.set(since?.getTime() ?? 0);
  for (const watcher of watchers) watcher();
}

/** Asks again for what changed, at once and then at most every `everyMs`, however many events come. */
function throttledRefresh(
  client: QueryClient,
  everyMs: number,
  predicate: (query: Query) => boolean = () => true,
): (...keys: string[][]) => void {
  return throttled(everyMs, (keys) => Promise.all(keys.map((queryKey) => askAgain(client, { queryKey, predicate }))));
}

/**
 * Asks again for what is looked at, and marks the rest. What is under way for the first time, or for who may open it, may have
 * been read before the change, and would take away its mark: it is asked for again when it has come.
 */
async function askAgain(client: QueryClient, filters: QueryFilters = {}): Promise<void> {
  const { predicate: isMeant = () => true } = filters;
  const predicate = (query: Query) => isMeant(query) && (query.state.data === undefined || !query.isActive());
  const unheard = client.getQueryCache().findAll({ ...filters, fetchStatus: 'fetching', predicate });
  const again = unheard.map(async ({ promise, queryKey }) => {
    await Promise.allSettled([promise]);
    await client.invalidateQueries({ queryKey, exact: true });
  });
  await Promise.all([client.invalidateQueries(filters), ...again]);
}

/** Does something with all that was named since it was last done: at once, and then at most every `everyMs`. */
function throttled<T extends string | string[]>(
  everyMs: number,
  act: (all: T[]) => Promise<unknown>,
): (...more: T[]) => void {
  const wanted = new Map<string, T>();
  let isBusy = false;

  async function run(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    while (wanted.size > 0) {
      const all = [...wanted.values()];
      wanted.clear();
      await Promise.all([act(all), new Promise((resolve) => setTimeout(resolve, everyMs))]);
    }
    isBusy = false;
  }

  return (...more) => {
    for (const each of more) wanted.set(String(each), each);
    void run();
  };
}

function isLong({ state }: Query): boolean {
  return ((state.data as Partial<InfiniteData<unknown>> | undefined)?.pages?.length ?? 0) >= manyPages;
}
