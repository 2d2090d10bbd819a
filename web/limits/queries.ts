import { queryOptions } from '@tanstack/react-query';
import { api, ask } from '../api.ts';

export const limitsQuery = queryOptions({
  queryKey: ['limits'],
  queryFn: ({ signal }) => ask(api.GET('/api/v1/limits', { signal })),
});

export type Limits = Awaited<ReturnType<NonNullable<(typeof limitsQuery)['queryFn']>>>;
