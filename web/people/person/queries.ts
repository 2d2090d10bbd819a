import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import type { paths } from '../../api.gen.ts';
import { api, ask } from '../../api.ts';

type History = paths['/api/v1/people/{id}/history']['get'];
export type HistoryItem = History['responses'][200]['content']['application/json']['items'][number];
export type HistoryKind = NonNullable<NonNullable<History['parameters']['query']>['kind']>;

export const historyQuery = (id: string, kind: HistoryKind | undefined) =>
  infiniteQueryOptions({
    queryKey: ['history', id, kind ?? 'all'],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...(kind && { kind }), ...(pageParam && { after: pageParam }), limit: '50' };
      return ask(api.GET('/api/v1/people/{id}/history', { params: { path: { id }, query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });

/** So many rounds are shown: half a year of weeks. */
const shownRounds = 26;

export const answersQuery = (id: string) =>
  queryOptions({
    queryKey: ['history', id, 'rounds'],
    queryFn: ({ signal }) =>
      ask(
        api.GET('/api/v1/people/{id}/answers', {
          params: { path: { id }, query: { limit: String(shownRounds) } },
          signal,
        }),
      ),
  });

export const mergedQuery = (id: string) =>
  queryOptions({
    queryKey: ['person', id, 'merges'],
    queryFn: async ({ signal }) =>
      (await ask(api.GET('/api/v1/people/{id}/merges', { params: { path: { id } }, signal }))).items,
  });

/** Asks again for what is known of people, here and in the inbox. */
export function refreshPeople(client: QueryClient): Promise<unknown> {
  const keys = ['people', 'person', 'history', 'groups', 'conversations', 'conversation', 'counts'];
  return Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })));
}
