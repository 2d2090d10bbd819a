import { AppError, notFound } from '../../../platform/errors.ts';
import type { TeamScope } from '../../floor.ts';

export type FieldKind = 'text' | 'number' | 'date' | 'yes_no' | 'choice';

/** What a team keeps of its people, besides name and numbers. */
export interface PersonField {
  id: string;
  name: string;
  kind: FieldKind;
  /** What can be chosen; empty for every other kind. */
  choices: string[];
}

/** The fields of the team, by name. */
export async function listFields(scope: TeamScope): Promise<PersonField[]> {
  const rows = await scope.db
    .selectFrom('person_fields')
    .select(['id', 'name', 'kind', 'choices'])
    .where('team_id', '=', scope.teamId)
    .execute();
  return rows
    .map((row) => ({ ...row, kind: row.kind as FieldKind, choices: (row.choices ?? []) as string[] }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1));
}

/** @throws AppError `not_found`. */
export async function findField(scope: TeamScope, fieldId: string): Promise<PersonField> {
  const field = (await listFields(scope)).find(({ id }) => id === fieldId.toLowerCase());
  if (!field) throw notFound('field');
  return field;
}

/** The refusal of what names a field, a group or a question that the team does not have. */
export function noSuch(what: string, path: string): AppError {
  const sentence = `There is no such ${what}.`;
  return new AppError('unreadable', sentence, { [path]: sentence });
}
