import { queryOptions } from '@tanstack/react-query';
import { api, ask } from './api.ts';

/** The groups with how many people are in each. Asked again whenever somebody is changed, it is for where sizes are seen. */
export const countedGroupsQuery = queryOptions({
  queryKey: ['groups', 'counted'],
  queryFn: async ({ signal }) => {
    const { items } = await ask(api.GET('/api/v1/groups', { params: { query: { counts: 'true' } }, signal }));
    return items.map((group) => ({ ...group, people: group.people ?? 0 }));
  },
});
