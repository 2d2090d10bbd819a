import { useQuery } from '@tanstack/react-query';
import { fieldsOf } from '../../../src/domain/messages/fields.ts';
import { fieldsQuery } from '../../person-fields.ts';

/** The names of the fields that a text may have: those that everybody has, and those that the team keeps. */
export function useFields(): string[] {
  const kept = useQuery(fieldsQuery).data ?? [];
  const fields = Object.fromEntries(kept.map(({ name }) => [name, '']));
  return [...fieldsOf({ person: { name: '', fields }, author: '', team: '' }).keys()];
}
