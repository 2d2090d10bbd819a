import { infiniteQueryOptions, QueryClient, queryOptions } from '@tanstack/react-query';
import { api, ask, type Me, Refused } from './api.ts';
import { mergeThread, type Thread } from './patch.ts';
import { withChanges, withPending } from './pending-acts.ts';
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

/** The rows of a view, a page at a time; of one group only, where one is named. */
export const conversationsQuery = (view: View, group?: string) =>
  infiniteQueryOptions({
    queryKey: ['conversations', view, group ?? ''],
    queryFn: async ({ client, pageParam, signal }) => {
      const query = { view, after: pageParam, group, limit: '50' };
      const page = await ask(api.GET('/api/v1/conversations', { params: { query }, signal }));
      return withPending(view, page, client.getQueryData<Me>(['me'])?.id ?? '');
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

/** The newest texts; asked again, as far back as had been loaded, but no more than this many. */
const refetchLimit = 300;

export const threadQuery = (id: string) =>
  queryOptions({
    queryKey: ['thread', id],
    queryFn: async ({ client, queryKey, signal }): Promise<Thread> => {
      const oldest = client.getQueryData<Thread>(queryKey)?.messages[0]?.id;
      let { messages, older } = await loadPage(id, undefined, signal);
      while (older && oldest && messages[0] && messages[0].id > oldest && messages.length < refetchLimit) {
        const page = await loadPage(id, older, signal);
        messages = [...page.messages, ...messages];
        older = page.older;
      }
      return mergeThread({ messages, older }, client.getQueryData<Thread>(queryKey));
    },
  });

/** One page of a thread: the newest, or those before a text. */
export async function loadPage(id: string, before?: string, signal?: AbortSignal): Promise<Thread> {
  const params = { path: { id }, query: { before, limit: '50' } };
  const page = await ask(api.GET('/api/v1/conversations/{id}/messages', { params, signal }));
  return { messages: page.items, older: page.next };
}

export const phonesQuery = queryOptions({
  queryKey: ['phones'],
  queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/practice/phones', { signal }))).items,
});

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['person', id],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/people/{id}', { params: { path: { id } }, signal })),
  });
