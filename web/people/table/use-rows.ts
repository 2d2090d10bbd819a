import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { tableQuery, type Wanted } from '../rows.ts';

/** So many rows are brought without being asked for, so that whoever scrolls finds them there. */
const ahead = 10_000;

/** The rows of the table: the first page at once, the others behind it, and far ones when somebody comes near. */
export function useRows(wanted: Wanted, seenTo: number) {
  const query = useInfiniteQuery(tableQuery(wanted));
  const rows = useMemo(() => {
    const all = query.data?.pages.flatMap((page) => page.items) ?? [];
    // Whoever changes place while page after page is asked for may be on two of them.
    return [...new Map(all.map((row) => [row.id, row])).values()];
  }, [query.data]);
  const { hasNextPage, isFetching, isFetchNextPageError, isPlaceholderData, fetchNextPage } = query;
  const isNear = rows.length < ahead || seenTo > rows.length - 500;
  useEffect(() => {
    if (hasNextPage && isNear && !isFetching && !isFetchNextPageError && !isPlaceholderData)
      void fetchNextPage({ cancelRefetch: false });
  }, [hasNextPage, isNear, isFetching, isFetchNextPageError, isPlaceholderData, fetchNextPage]);
  return { rows, query };
}
