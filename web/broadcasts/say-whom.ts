import { useQueries, useQuery } from '@tanstack/react-query';
import { groupsQuery, personQuery } from '../queries.ts';
import { useAllOf } from './all-of.ts';
import { useBroadcastWords } from './words.ts';

/** So many people are named; of more the number is said. */
const mostNamed = 3;

/** Names groups and people in one sentence: groups first, then people. */
export function useSayWhom({ groupIds, personIds }: { groupIds: string[]; personIds: string[] }): string {
  const words = useBroadcastWords();
  const allOf = useAllOf();
  const groups = useQuery(groupsQuery).data ?? [];
  const areFew = personIds.length <= mostNamed;
  const people = useQueries({ queries: areFew ? personIds.map(personQuery) : [] }).flatMap(({ data }) => data ?? []);
  const names = groupIds.flatMap((id) => groups.find((group) => group.id === id)?.name ?? []);
  const persons =
    people.length === personIds.length ? people.map(({ name }) => name) : [words.people(personIds.length)];
  return allOf([...names, ...persons]);
}
