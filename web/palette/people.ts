import { keepPreviousData, type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { api, ask, type Conversation, type Person } from '../api.ts';
import { nameShown } from '../name-shown.ts';
import { fold } from './fold.ts';

/** Somebody whose conversation can be opened. */
export interface Known {
  name: string;
  numbers: string;
  conversationId: string;
  /** Name and numbers as they are looked for. */
  folded: string;
}

type Rows = { pages: { items: Conversation[] }[] };
type PersonOf = Pick<Person, 'name' | 'phones' | 'phonesShown'>;

const atOnce = 200;

const firstPeopleQuery = queryOptions({
  queryKey: ['people', 'first'],
  queryFn: async ({ signal }) =>
    (await ask(api.GET('/api/v1/people', { params: { query: { limit: String(atOnce) } }, signal }))).items,
});

/**
 * People who are found without asking the server: the first by name, and whoever is in a list that was loaded. The function
 * is another once the first are known.
 */
export function usePeopleInMemory(): () => Known[] {
  const client = useQueryClient();
  const { data: first } = useQuery(firstPeopleQuery);
  return useCallback(() => {
    const known = new Map<string, Known>();
    for (const row of rowsOf(client)) known.set(row.id, toKnown(row.person, row.id));
    for (const person of first ?? []) known.set(person.conversationId, toKnown(person, person.conversationId));
    return [...known.values()];
  }, [client, first]);
}

function rowsOf(client: QueryClient): Conversation[] {
  const lists = client.getQueriesData<Rows>({ queryKey: ['conversations'] });
  const opened = client.getQueriesData<Conversation>({ queryKey: ['conversation'] });
  return [
    ...lists.flatMap(([, rows]) => rows?.pages?.flatMap((page) => page.items) ?? []),
    ...opened.flatMap(([, row]) => (row?.person ? [row] : [])),
  ];
}

function toKnown(person: PersonOf, conversationId: string): Known {
  const { name, phones, phonesShown } = person;
  const shown = nameShown(person);
  const numbers = phonesShown.filter((number) => number !== shown).join(', ');
  return { name: shown, numbers, conversationId, folded: fold(`${name} ${phones.join(' ')}`) };
}

/** Keys are pressed faster than anybody reads. */
const restMs = 90;
const mostFound = 20;

/** What the server has found, and for what. */
export interface Found {
  q: string;
  people: Known[];
}

const nobody: Found = { q: '', people: [] };

/** Whom the server has found last, a moment after the last key: for what is typed, once it is no longer looking. */
export function useFoundPeople(text: string): { found: Found; isLooking: boolean } {
  const q = text.trim();
  const wanted = useRested(q, restMs);
  const { data, isFetching } = useQuery({
    queryKey: ['people', 'found', wanted],
    queryFn: async ({ signal }): Promise<Found> => {
      const query = { q: wanted, limit: String(mostFound) };
      const { items } = await ask(api.GET('/api/v1/search/people', { params: { query }, signal }));
      return { q: wanted, people: items.map((person) => toKnown(person, person.conversationId)) };
    },
    enabled: wanted !== '',
    placeholderData: keepPreviousData,
    // Whoever has pressed Enter waits for it.
    retry: false,
    gcTime: 60_000,
  });
  const found = (q && data) || nobody;
  return { found, isLooking: found.q !== q && (wanted !== q || isFetching) };
}

function useRested(value: string, ms: number): string {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), value === '' ? 0 : ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return rested;
}
