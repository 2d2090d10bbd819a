import type { InfiniteData, Query, QueryClient } from '@tanstack/react-query';
import { isAway, type Me } from '../api.ts';
import type { Thread } from '../patch.ts';
import { type Kept, withShelf } from './shelf.ts';

/** What can be read without a network; and of each list and thread how much. */
const kinds = ['me', 'members', 'counts', 'conversations', 'conversation', 'timeline', 'delivery', 'people', 'lines'];
const mostThreads = 50;
const mostPages = 2;
const mostTexts = 200;

const gatherMs = 1_000;

let stopKeeping = () => {};

/** Keeps what the member sees in this browser, until the answered function is called. */
export function keep(client: QueryClient, memberId: string): () => void {
  const cache = client.getQueryCache();
  const fresh = new Map<string, Query>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function note(query: Query): void {
    if (!kinds.includes(String(query.queryKey[0])) || query.state.data === undefined) return;
    fresh.set(query.queryHash, query);
    timer ??= setTimeout(write, gatherMs);
  }

  function write(): void {
    clearTimeout(timer);
    timer = undefined;
    const kept = [...fresh.values()].map((query) => toKept(query, memberId));
    fresh.clear();
    // Where the browser keeps nothing, or its disk is full, there is nothing to read offline: all else works.
    void put(kept).catch(() => {});
  }

  /** What was let go of from memory since is shown as it was seen last, until the server answers. */
  async function bringBack({ queryHash, queryKey }: Query): Promise<void> {
    const known = await withShelf<Kept>('readonly', (shelf) => shelf.get(queryHash)).catch(() => undefined);
    if (known?.memberId !== memberId || client.getQueryData(queryKey) !== undefined) return;
    client.setQueryData(queryKey, known.seen, { updatedAt: known.keptAt });
    // Nobody has heard what has changed in it meanwhile: it is asked for again when it is looked at next.
    void client.invalidateQueries({ queryKey, exact: true, refetchType: 'none' });
  }

  const unsubscribe = cache.subscribe((event) => {
    if (event.type !== 'updated') return;
    const { action, query } = event;
    if (action.type === 'success') note(query);
    const hasFailed = action.type === 'failed' || action.type === 'error';
    if (hasFailed && isAway(action.error) && query.state.data === undefined) void bringBack(query);
  });
  const hidden = () => document.hidden && write();
  document.addEventListener('visibilitychange', hidden);
  void dropOthers(memberId)
    .then(() => cache.getAll().forEach(note))
    .catch(() => {});
  stopKeeping = () => {
    unsubscribe();
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', hidden);
  };
  return stopKeeping;
}

/** Fills the page's memory with what was seen last, and answers who saw it; undefined when nobody is remembered. */
export async function recall(client: QueryClient): Promise<Me | undefined> {
  const all = (await withShelf<Kept[]>('readonly', (shelf) => shelf.getAll()).catch(() => [])) ?? [];
  const who = all.find(({ kind }) => kind === 'me')?.memberId;
  const theirs = all.filter(({ memberId }) => memberId === who);
  for (const { key, seen, keptAt } of theirs) client.setQueryData(key, seen, { updatedAt: keptAt });
  return client.getQueryData<Me>(['me']);
}

/** Forgets everything that was seen, and keeps nothing more. */
export async function forget(): Promise<void> {
  stopKeeping();
  await withShelf('readwrite', (shelf) => shelf.clear()).catch(() => {});
}

function toKept(query: Query, memberId: string): Kept {
  const { queryHash: id, queryKey: key, state } = query;
  const kind = String(key[0]);
  return { id, kind, memberId, key, seen: cut(kind, state.data), keptAt: state.dataUpdatedAt };
}

function cut(kind: string, seen: unknown): unknown {
  if (kind === 'timeline') {
    const thread = seen as Thread;
    const { entries } = thread;
    return entries.length > mostTexts ? { ...thread, entries: entries.slice(-mostTexts), older: null } : thread;
  }
  const { pages, pageParams } = seen as Partial<InfiniteData<unknown>>;
  if (!pages || !pageParams) return seen;
  return { pages: pages.slice(0, mostPages), pageParams: pageParams.slice(0, mostPages) };
}

async function put(kept: Kept[]): Promise<void> {
  await withShelf('readwrite', (shelf) => {
    for (const each of kept) shelf.put(each);
    for (const kind of ['timeline', 'conversation']) {
      const oldest = shelf.index('by-age').getAllKeys(IDBKeyRange.bound([kind], [kind, Number.POSITIVE_INFINITY]));
      oldest.onsuccess = () => {
        for (const id of oldest.result.slice(0, -mostThreads)) shelf.delete(id);
      };
    }
    return undefined;
  });
}

/** Another member may have sat at this browser. */
async function dropOthers(memberId: string): Promise<void> {
  await withShelf('readwrite', (shelf) => {
    const all = shelf.openCursor();
    all.onsuccess = () => {
      const found = all.result;
      if (!found) return;
      if ((found.value as Kept).memberId !== memberId) found.delete();
      found.continue();
    };
    return undefined;
  });
}
