import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { fieldsOf } from '../../../src/domain/messages/fields.ts';
import type { Conversation } from '../../api.ts';
import { meQuery, personQuery } from '../../queries.ts';

/** Every field that a text to the person of a conversation may have, with what it stands for; and the zone they live in. */
export function useNamed({ person }: Conversation): { values: ReadonlyMap<string, string>; zone: string | null } {
  const me = useQuery(meQuery).data;
  const known = useQuery(personQuery(person.id)).data;
  const values = useMemo(
    () =>
      fieldsOf({
        person: { name: person.name, fields: known?.fields ?? {} },
        author: me?.name ?? '',
        team: me?.team.name ?? '',
      }),
    [person.name, known?.fields, me?.name, me?.team.name],
  );
  return { values, zone: known?.zones[0] ?? me?.team.timeZone ?? null };
}
