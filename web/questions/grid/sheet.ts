import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, ask, type Schemas } from '../../api.ts';

export type Sheet = Schemas['Sheet'];
export type SheetPerson = Sheet['people'][number];
export type SheetCell = Sheet['kinds'][number];

/** Drawn at once, before all the others are here. */
export const firstRounds = 8;
export const allRounds = 52;

/** Everybody and the newest rounds of a question, for one of its steps. */
export const sheetQuery = (questionId: string, rounds: number, step: number) =>
  queryOptions({
    queryKey: ['sheet', questionId, rounds, step],
    queryFn: ({ signal }) => {
      const params = { path: { id: questionId }, query: { rounds: String(rounds), step: String(step) } };
      return ask(api.GET('/api/v1/questions/{id}/sheet', { params, signal }));
    },
    staleTime: 10_000,
    placeholderData: keepPreviousData,
  });

export const questionQuery = (questionId: string) =>
  queryOptions({
    queryKey: ['questions', questionId, 'content'],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/questions/{id}', { params: { path: { id: questionId } }, signal })),
  });
