import { useQuery } from '@tanstack/react-query';
import type { Person } from '../api.ts';
import { groupsQuery } from '../queries.ts';
import { apartFrom } from '../words/apart.ts';
import type { Audience } from './content.ts';
import { useDates } from './dates.ts';
import { everybodyQuery } from './queries.ts';
import { useQuestionWords } from './words.ts';

/** So many are named; of more the number is said. */
const mostNamed = 3;

/** Says whom a question is asked: groups first, then people. */
export function useWhom(): (audience: Audience) => string {
  const { say } = useQuestionWords();
  const dates = useDates();
  const groups = useQuery(groupsQuery).data ?? [];
  const people = useQuery(everybodyQuery).data?.people ?? [];
  return ({ groupIds, personIds }) => {
    if (groupIds.length + personIds.length === 0) return say.nobody;
    const names = groupIds.flatMap((id) => groups.find((group) => group.id === id)?.name ?? []).map(apartFrom);
    const persons = personIds.flatMap((id) => people.find((person) => person.id === id)?.name ?? []).map(apartFrom);
    if (persons.length < personIds.length || names.length + persons.length > mostNamed) {
      const rest = persons.length < personIds.length || names.length > 0 ? [say.people(personIds.length)] : [];
      const few = rest.length > 0 ? [] : [...persons.slice(0, 2), say.more(persons.length - 2)];
      return dates.all([...names, ...(personIds.length > 0 ? [...rest, ...few] : [])]);
    }
    return dates.all([...names, ...persons]);
  };
}

/** The people of whom it is known that they are asked: by themselves, or by a group that they are in. */
export function useAsked(audience: Audience): { people: Person[]; isWhole: boolean } {
  const groups = useQuery(groupsQuery).data ?? [];
  const everybody = useQuery(everybodyQuery).data;
  const names = new Set(groups.filter(({ id }) => audience.groupIds.includes(id)).map(({ name }) => name));
  const people = (everybody?.people ?? []).filter(
    (person) => audience.personIds.includes(person.id) || person.groups.some((group) => names.has(group)),
  );
  return { people, isWhole: everybody?.isWhole ?? false };
}
