import { infiniteQueryOptions, QueryClient, queryOptions } from '@tanstack/react-query';
import { api, ask, type Me, Refused } from './api.ts';
import { cutThread, hasSameReach, mergeThread, type Thread, withNews } from './patch.ts';
import { type RowsPage, withChanges, withPending } from './pending-acts.ts';
import type { View } from './views.ts';

/** The page's memory of the server. Live events keep it current, so nothing grows stale by itself. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        networkMode: 'always',
        refetchOnWindowFocus: false,
        retry: (count, error) =>
          count < 2 && navigator.onLine && !(error instanceof Refused && error.problem.status < 500),
      },
      mutations: { networkMode: 'always' },
    },
  });
}

export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => ask(api.GET('/api/v1/setup', { signal })),
  staleTime: 0,
});

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => ask(api.GET('/api/v1/me', { signal })),
});

/** Everybody who is in the team, or was. */
export const membersQuery = queryOptions({
  queryKey: ['members'],
  queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/members', { signal }))).items,
});

export const countsQuery = queryOptions({
  queryKey: ['counts'],
  queryFn: ({ signal }) => ask(api.GET('/api/v1/conversation-counts', { signal })),
});

/** What waits, what may not have left, what failed. Asked again now and then: time passes without any event. */
export const deliveryQuery = queryOptions({
  queryKey: ['delivery'],
  queryFn: ({ signal }) => ask(api.GET('/api/v1/delivery', { signal })),
  refetchInterval: 60_000,
});

/** Whom alone a list shows: people of a group, and those who answered a round so (its id, a dot, the answer). */
export interface Only {
  group?: string;
  answered?: string;
}

/** The rows of a view, a page at a time. */
export const conversationsQuery = (view: View, only: Only = {}) =>
  infiniteQueryOptions({
    queryKey: ['conversations', view, only],
    queryFn: async ({ client, pageParam, signal }) => {
      const query = { after: pageParam, limit: '50' };
      const page: RowsPage =
        view === 'drafts'
          ? await ask(api.GET('/api/v1/drafts', { params: { query }, signal }))
          : await ask(api.GET('/api/v1/conversations', { params: { query: { ...query, view, ...only } }, signal }));
      return { ...withPending(view, page, client.getQueryData<Me>(['me'])?.id ?? ''), end: page.items.at(-1) };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: ['conversation', id],
    queryFn: async ({ signal }) =>
      withChanges(await ask(api.GET('/api/v1/conversations/{id}', { params: { path: { id } }, signal }))),
  });

/** What happened in a conversation: the newest, or what is around the one that somebody came to see. */
export const threadQuery = (id: string, wanted?: string) =>
  queryOptions({
    queryKey: ['timeline', id],
    queryFn: async ({ client, queryKey, signal }): Promise<Thread> => {
      for (;;) {
        const before = client.getQueryData<Thread>(queryKey);
        // What happened to nobody yet reaches nowhere: then it is as for the first time.
        const fresh = await (before?.entries[0]
          ? loadAgain(id, before, signal)
          : loadPage(id, wanted ? { around: wanted } : {}, signal));
        const known = client.getQueryData<Thread>(queryKey);
        // Read after the last wait: what came by event meanwhile is in it. A page that was added meanwhile is asked for as well.
        if (!before || !known || hasSameReach(before, known)) return mergeThread(fresh, known, before);
      }
    },
  });

/** All that is loaded, and no more: who reads far up keeps what they read, and a thread that is long open does not grow. */
async function loadAgain(id: string, { entries: known, newer }: Thread, signal: AbortSignal): Promise<Thread> {
  const first = known[0]?.id ?? '';
  const last = newer && known.at(-1)?.id;
  const fresh = await loadPage(id, last ? { around: last } : {}, signal);
  while (fresh.older && fresh.entries[0] && fresh.entries[0].id > first) {
    const page = await loadPage(id, { before: fresh.older }, signal, '200');
    fresh.entries = [...page.entries, ...fresh.entries];
    fresh.older = page.older;
  }
  return cutThread(fresh, first, last);
}

/** Where to look in a conversation; nowhere named is the newest. */
type Place = { before: string } | { after: string } | { around: string } | Record<string, never>;

/** One page of a conversation, as new as all that was heard of it. */
export function loadPage(
  id: string,
  place: Place,
  signal?: AbortSignal,
  limit = 'around' in place ? '100' : '50',
): Promise<Thread> {
  return withNews(id, askForPage(id, place, limit, signal));
}

async function askForPage(id: string, place: Place, limit: string, signal?: AbortSignal): Promise<Thread> {
  const params = { path: { id }, query: { ...place, limit } };
  const { items, older, newer } = await ask(api.GET('/api/v1/conversations/{id}/timeline', { params, signal }));
  return { entries: items, older, newer };
}

export const phonesQuery = queryOptions({
  queryKey: ['phones'],
  queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/practice/phones', { signal }))).items,
});

export const savedRepliesQuery = queryOptions({
  queryKey: ['saved-replies'],
  queryFn: ({ signal }) => ask(api.GET('/api/v1/saved-replies', { signal })),
});

export const groupsQuery = queryOptions({
  queryKey: ['groups'],
  queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/groups', { signal }))).items,
});

/** How texts to a person fare; asked again with the conversation. */
export const arrivedQuery = (id: string) =>
  queryOptions({
    queryKey: ['conversation', id, 'delivery'],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/conversations/{id}/delivery', { params: { path: { id } }, signal })),
  });

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['person', id],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/people/{id}', { params: { path: { id } }, signal })),
  });

/** The lines that the team texts from. */
export const linesQuery = queryOptions({
  queryKey: ['lines'],
  queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/lines', { signal }))).items,
});
