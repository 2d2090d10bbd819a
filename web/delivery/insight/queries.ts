import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, ask } from '../../api.ts';
import type { Bucket, Range } from './search.ts';

/** What became of the texts of some days. Looked at anew each time: no event tells what it adds up to. */
export const insightsQuery = (range: Range) =>
  queryOptions({
    queryKey: ['insights', range],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/insights', { params: { query: range }, signal })),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.isComplete === false ? 3000 : 60_000),
    placeholderData: keepPreviousData,
  });

/** The texts behind a number, a page at a time. */
export const textsQuery = (range: Range, { all: _, hour, speed, ...bucket }: Bucket) =>
  infiniteQueryOptions({
    queryKey: ['insights', range, 'texts', bucket, hour, speed],
    queryFn: ({ pageParam, signal }) => {
      const query = {
        ...range,
        ...bucket,
        hour: hour === undefined ? undefined : String(hour),
        speed: speed === undefined ? undefined : String(speed),
        after: pageParam,
      };
      return ask(api.GET('/api/v1/insights/texts', { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
  });
