import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, ask, type Schemas } from '../api.ts';
import { type Broadcast, draftOf } from './content.ts';

/** Every broadcast of the team, the newest first. */
export const broadcastsQuery = infiniteQueryOptions({
  queryKey: ['broadcasts', 'list'],
  queryFn: ({ pageParam, signal }) =>
    ask(api.GET('/api/v1/broadcasts', { params: { query: { after: pageParam, limit: '50' } }, signal })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next ?? undefined,
});

export const broadcastQuery = (id: string) =>
  queryOptions({
    queryKey: ['broadcasts', 'one', id],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/broadcasts/{id}', { params: { path: { id } }, signal })),
  });

/** What would happen if a draft were sent as it was kept last. */
export const lookQuery = (draft: Broadcast | null) =>
  queryOptions({
    queryKey: ['broadcast-look', draft?.id, draft && draftOf(draft)],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/v1/broadcasts/{id}/look', { params: { path: { id: draft?.id ?? '' } }, signal })),
    enabled: draft !== null,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });

/** The texts of a draft as real people would get them, the longest first. */
export const previewsQuery = (draft: Broadcast | null) =>
  infiniteQueryOptions({
    queryKey: ['broadcast-previews', draft?.id, draft && draftOf(draft)],
    queryFn: ({ pageParam, signal }) => {
      const params = { path: { id: draft?.id ?? '' }, query: { after: pageParam, limit: '20' } };
      return ask(api.GET('/api/v1/broadcasts/{id}/previews', { params, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: draft !== null,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });

export type RecipientState = Schemas['BroadcastRecipient']['state'] | 'replied';

/** Its people, each with what has become of their text; of one state, where one is named. */
export const recipientsQuery = (id: string, state: RecipientState | undefined) =>
  infiniteQueryOptions({
    queryKey: ['broadcast-recipients', id, state ?? ''],
    queryFn: ({ pageParam, signal }) => {
      const params = { path: { id }, query: { after: pageParam, limit: '200', state } };
      return ask(api.GET('/api/v1/broadcasts/{id}/recipients', { params, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
