import { api, ask } from '../api.ts';

export const keywordAnswersQuery = (lineId: string) => ({
  queryKey: ['lines', lineId, 'keyword-answers'],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    ask(api.GET('/api/v1/lines/{id}/keyword-answers', { params: { path: { id: lineId } }, signal })),
});

export type KeywordAnswers = Awaited<ReturnType<ReturnType<typeof keywordAnswersQuery>['queryFn']>>;
