import { queryOptions } from '@tanstack/react-query';
import type { paths } from './api.gen.ts';
import { api, ask } from './api.ts';

export type PersonField =
  paths['/api/v1/person-fields']['get']['responses'][200]['content']['application/json']['items'][number];

/** The fields that the team keeps of its people. */
export const fieldsQuery = queryOptions({
  queryKey: ['people', 'fields'],
  queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/person-fields', { signal }))).items,
});
