import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { api, ask } from '../api.ts';

const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Signs alone are no word yet. */
export const isAskable = (q: string) => /[\p{L}\p{N}\p{Extended_Pictographic}\p{RI}]/u.test(q);

/** What fits a search, a page at a time; while another is awaited the one before stays. */
export const searchQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ['search', q],
    queryFn: ({ pageParam, signal }) =>
      ask(api.GET('/api/v1/search', { params: { query: { q, timeZone, after: pageParam, limit: '30' } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    enabled: isAskable(q),
    // Texts come in meanwhile, and nothing tells of those that fit.
    staleTime: 10_000,
    gcTime: 60_000,
  });
