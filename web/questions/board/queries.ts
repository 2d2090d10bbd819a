import { infiniteQueryOptions, queryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { api, ask, type BoardAsk } from '../../api.ts';

/** A round at a glance. What changes in it is asked for again by live.ts, which knows the key. */
export const boardQuery = (roundId: string) =>
  queryOptions({
    queryKey: ['round', roundId],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/rounds/{id}', { params: { path: { id: roundId } }, signal })),
  });

const asksQuery = (roundId: string) =>
  infiniteQueryOptions({
    queryKey: ['round', roundId, 'asks'],
    queryFn: ({ pageParam: after, signal }) =>
      ask(
        api.GET('/api/v1/rounds/{id}/asks', {
          params: { path: { id: roundId }, query: { after, limit: '200' } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });

/** Of a larger round the first of its people are listed; its counts come from the server. */
const mostPages = 25;

const nobody: BoardAsk[] = [];

/** The people of a round, as far as they are here, and whether these are all. */
export function useAsks(roundId: string) {
  const { data, error, refetch, hasNextPage, isFetchNextPageError, fetchNextPage, isFetching } = useInfiniteQuery(
    asksQuery(roundId),
  );
  const pages = data?.pages;
  const wantsMore = hasNextPage && !isFetching && !isFetchNextPageError && (pages?.length ?? 0) < mostPages;
  useEffect(() => {
    if (wantsMore) void fetchNextPage({ cancelRefetch: false });
  }, [wantsMore, fetchNextPage]);
  const asks = useMemo(() => pages?.flatMap(({ items }) => items) ?? nobody, [pages]);
  return { asks, error, refetch, isWhole: pages !== undefined && !hasNextPage };
}

/** The rounds of a question, the newest first. */
export const roundsQuery = (questionId: string) =>
  queryOptions({
    queryKey: ['questions', 'rounds', questionId],
    queryFn: async ({ signal }) => {
      const params = { path: { id: questionId }, query: { limit: '200' } };
      return (await ask(api.GET('/api/v1/questions/{id}/rounds', { params, signal }))).items;
    },
    staleTime: 30_000,
  });
