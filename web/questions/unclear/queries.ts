import { queryOptions } from '@tanstack/react-query';
import { type AnswerValue, api, ask, type Schemas } from '../../api.ts';

export type UnclearReply = Schemas['UnclearReply'];
export type OfferedAsk = UnclearReply['offered'][number];

/** What was decided about a reply. It stays on the page, so that the question can be taught by it. */
export interface Decided {
  reply: UnclearReply;
  ask: OfferedAsk | null;
  value: AnswerValue | null;
}

/** The texts that need a look, the oldest first: as many as fit on one page. */
export const unclearQuery = queryOptions({
  queryKey: ['questions', 'unclear'],
  queryFn: ({ signal }) => ask(api.GET('/api/v1/unclear-replies', { params: { query: { limit: '50' } }, signal })),
});
