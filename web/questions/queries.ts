import { queryOptions } from '@tanstack/react-query';
import { api, ask, type Person } from '../api.ts';

/** The questions that are asked, or those that were put away. */
export const questionsQuery = (isArchived = false) =>
  queryOptions({
    queryKey: ['questions', isArchived],
    queryFn: async ({ signal }) => {
      const query = { archived: isArchived ? ('true' as const) : ('false' as const) };
      return (await ask(api.GET('/api/v1/questions', { params: { query }, signal }))).items;
    },
  });

export const questionQuery = (id: string) =>
  queryOptions({
    queryKey: ['questions', 'one', id],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/questions/{id}', { params: { path: { id } }, signal })),
  });

/** The round of a question that began last; null before the first. */
export const newestRoundQuery = (id: string) =>
  queryOptions({
    queryKey: ['questions', 'newest round', id],
    queryFn: async ({ signal }) => {
      const params = { path: { id }, query: { limit: '1' } };
      return (await ask(api.GET('/api/v1/questions/{id}/rounds', { params, signal }))).items[0] ?? null;
    },
  });

/** How many gave which answer in a round. */
export const tallyQuery = (roundId: string) =>
  queryOptions({
    queryKey: ['round', roundId],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/rounds/{id}', { params: { path: { id: roundId } }, signal })),
  });

/** As many people are read at once; a larger team asks groups. */
const mostPages = 10;

/** The people of the team, for choosing among them and for knowing who is in what; `isWhole` where that is all. */
export const everybodyQuery = queryOptions({
  queryKey: ['people', 'everybody'],
  queryFn: async ({ signal }) => {
    const people: Person[] = [];
    let after: string | undefined;
    for (let page = 0; page < mostPages; page++) {
      const found = await ask(api.GET('/api/v1/people', { params: { query: { after, limit: '200' } }, signal }));
      people.push(...found.items);
      if (!found.next) return { people, isWhole: true };
      after = found.next;
    }
    return { people, isWhole: false };
  },
});
