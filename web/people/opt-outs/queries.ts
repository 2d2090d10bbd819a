import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, ask, type Schemas } from '../../api.ts';

export type OptedOut = Schemas['OptedOut'];
export type StopRequest = Schemas['StopRequest'];
export type ConsentRecord = Schemas['ConsentRecord'];

// All below 'people': whatever changes of a person has them asked for anew.

export const optOutsQuery = (search: string) =>
  infiniteQueryOptions({
    queryKey: ['people', 'opt-outs', search],
    queryFn: ({ pageParam, signal }) => {
      const query = { search: search || undefined, after: pageParam, limit: '50' };
      return ask(api.GET('/api/v1/opt-outs', { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });

export const requestsQuery = queryOptions({
  queryKey: ['people', 'stop-requests'],
  queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/stop-requests', { signal }))).items,
});

export const recordsQuery = (address: string) =>
  queryOptions({
    queryKey: ['people', 'consent-records', address],
    queryFn: async ({ signal }) =>
      (await ask(api.GET('/api/v1/consent-records', { params: { query: { address } }, signal }))).items,
  });
