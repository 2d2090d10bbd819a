import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, ask } from '../api.ts';

export const invitationsQuery = queryOptions({
  queryKey: ['invitations'],
  queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/invitations', { signal }))).items,
});

/** Who did what, a page at a time. */
export const actsQuery = infiniteQueryOptions({
  queryKey: ['acts'],
  queryFn: ({ pageParam, signal }) =>
    ask(api.GET('/api/v1/acts', { params: { query: { after: pageParam, limit: '30' } }, signal })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next ?? undefined,
});
