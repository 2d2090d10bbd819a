import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { paths } from '../api.gen.ts';
import { api, ask, type Schemas } from '../api.ts';
import type { PersonField } from '../person-fields.ts';

export type PeopleFilter = Schemas['PeopleFilter'];
export type PartOfFilter = PeopleFilter['conditions'][number];
export type Condition = Exclude<PartOfFilter, { match: unknown }>;

/** Whom the table shows, and in which order; it stands in the address. */
export interface Wanted {
  q?: string | undefined;
  sort?: string | undefined;
  filter?: PeopleFilter | undefined;
}

export type Group = paths['/api/v1/groups']['get']['responses'][200]['content']['application/json']['items'][number] & {
  people: number;
};

/** So many rows are asked for at once. The first page is small, so that something is there at once. */
const firstPage = 100;
const laterPages = 500;

const whomOf = ({ q, filter }: Wanted) => ({
  ...(q?.trim() && { search: q.trim() }),
  ...(filter && filter.conditions.length > 0 && { filter }),
});

/** The rows of the table, page by page. */
export const tableQuery = (wanted: Wanted) =>
  infiniteQueryOptions({
    queryKey: ['people', 'table', wanted],
    queryFn: ({ pageParam: after, signal }) => {
      const body = {
        ...whomOf(wanted),
        sort: wanted.sort ?? 'name',
        ...(after && { after }),
        limit: after ? laterPages : firstPage,
      };
      return ask(api.POST('/api/v1/people-pages', { body, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });

export type TablePage = paths['/api/v1/people-pages']['post']['responses'][200]['content']['application/json'];
export type TableRow = TablePage['items'][number];

/** How many fit. */
export const countQuery = ({ q, filter }: Wanted) =>
  queryOptions({
    queryKey: ['people', 'count', { q, filter }],
    queryFn: async ({ signal }) =>
      (await ask(api.POST('/api/v1/people-counts', { body: whomOf({ q, filter }), signal }))).count,
    placeholderData: keepPreviousData,
  });

/** A count that reaches this may be more. */
export const mostCounted = 100_000;

/** The questions that somebody may have answered. */
export const askedQuery = queryOptions({
  queryKey: ['questions', false],
  queryFn: async ({ signal }) =>
    (await ask(api.GET('/api/v1/questions', { params: { query: { archived: 'false' } }, signal }))).items,
});

/** What all who fit are, in an act: all but a few. */
export const allOf = (wanted: Wanted, except: string[]) => ({ all: { ...whomOf(wanted), except } });

/** What somebody has in a field. Names such as "constructor" are fields only where somebody wrote them. */
export function valueIn(row: Pick<TableRow, 'fields'>, field: Pick<PersonField, 'name'>): string {
  return Object.hasOwn(row.fields, field.name) ? (row.fields[field.name] ?? '') : '';
}
