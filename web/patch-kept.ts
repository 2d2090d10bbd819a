import { notifyManager, type QueryClient, type QueryFilters, type QueryKey } from '@tanstack/react-query';

/**
 * Changes what is kept of answers, where there is any. What is marked to be asked for anew stays so, which `setQueryData`
 * forgets: that is for a whole answer that has just come.
 */
export function patchKept<T>(client: QueryClient, filters: QueryFilters, change: (known: T, key: QueryKey) => T): void {
  notifyManager.batch(() => {
    for (const query of client.getQueryCache().findAll(filters)) {
      const { data, isInvalidated } = query.state;
      const next = data === undefined ? data : change(data as T, query.queryKey);
      if (next === data) continue;
      client.setQueryData(query.queryKey, next);
      if (!isInvalidated) continue;
      query.invalidate();
      // Whoever leaves calls off what is under way, and it is again as it was set here, without the mark.
      query.promise?.catch(() => query.invalidate());
    }
  });
}
