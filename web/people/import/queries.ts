import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, ask, type Schemas } from '../../api.ts';

export type Import = Schemas['Import'];
export type ImportRow = Schemas['ImportRow'];

/** While the server is at it, nobody tells of each row. */
const lookEveryMs = 700;

const isUnderWay = ({ state }: Import) => state === 'checking' || state === 'writing' || state === 'undoing';

export const importsQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/imports', { signal }))).items,
});

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', id],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/imports/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state: { data } }) => (data && isUnderWay(data) ? lookEveryMs : false),
  });

export const rowsQuery = (id: string, outcome: ImportRow['outcome'] | 'kept') =>
  infiniteQueryOptions({
    queryKey: ['imports', id, 'rows', outcome],
    queryFn: ({ pageParam, signal }) => {
      const query = { outcome, after: pageParam, limit: '50' };
      return ask(api.GET('/api/v1/imports/{id}/rows', { params: { path: { id }, query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
    gcTime: 0,
  });
