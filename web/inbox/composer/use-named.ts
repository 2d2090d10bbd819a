import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { fieldsOf } from '../../../src/domain/messages/fields.ts';
import type { Conversation } from '../../api.ts';
import { fieldsQuery } from '../../person-fields.ts';
import { meQuery, personQuery } from '../../queries.ts';

/**
 * Every field that a text to the person of a conversation may have, with what it stands for, once there is one in it; and
 * the zone they live in.
 */
export function useNamed(
  { person }: Conversation,
  text = '',
): { values: ReadonlyMap<string, string>; zone: string | null } {
  const me = useQuery(meQuery).data;
  const known = useQuery(personQuery(person.id)).data;
  // A person has only those fields of the team in which something stands.
  const ofTeam = useQuery({ ...fieldsQuery, enabled: text.includes('{') }).data;
  const values = useMemo(
    () =>
      fieldsOf({
        person: {
          name: person.name,
          fields: { ...Object.fromEntries(ofTeam?.map((field) => [field.name, '']) ?? []), ...known?.fields },
        },
        author: me?.name ?? '',
        team: me?.team.name ?? '',
      }),
    [person.name, known?.fields, ofTeam, me?.name, me?.team.name],
  );
  return { values, zone: known?.zones[0] ?? me?.team.timeZone ?? null };
}
