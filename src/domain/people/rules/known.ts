import { type RawBuilder, sql } from 'kysely';
import { AppError } from '../../../platform/errors.ts';
import type { TeamScope } from '../../floor.ts';
import { noSuch, type PersonField } from '../fields/field.ts';
import type { Filter } from './filter.ts';

/** What conditions may speak of. */
export interface Known {
  scope: TeamScope;
  fields: ReadonlyMap<string, PersonField>;
  /** By the id of each group; null for one without a rule. */
  rules: ReadonlyMap<string, Filter | null>;
  questionIds: ReadonlySet<string>;
  /** The condition is asked of rows that are read one by one, and must not gather everybody first of whom it is true. */
  isNear: boolean;
}

/** Where a condition stands. */
export interface Place {
  /** Its name in the request; null in a rule that is kept, which refuses nobody: what is gone fits nobody. */
  path: string | null;
  /** The groups in whose rules it is. */
  inside: string[];
  /** How many conditions there were before it. */
  count: { conditions: number };
}

/** Reads what conditions of the team may speak of. */
export async function readKnown(scope: TeamScope): Promise<Known> {
  const { rows } = await sql<{
    fields: PersonField[];
    groups: { id: string; rule: Filter | null }[];
    questions: string[];
  }>`
    select
      (select coalesce(json_agg(json_build_object('id', id, 'name', name, 'kind', kind, 'choices', coalesce(choices, '[]'))), '[]')
        from person_fields where team_id = ${scope.teamId}::uuid) as fields,
      (select coalesce(json_agg(json_build_object('id', id, 'rule', rule)), '[]')
        from groups where team_id = ${scope.teamId}::uuid) as groups,
      array(select id from questions where team_id = ${scope.teamId}::uuid) as questions`.execute(scope.db);
  const { fields, groups, questions } = rows[0]!;
  return {
    scope,
    fields: new Map(fields.map((field) => [field.id, field])),
    rules: new Map(groups.map(({ id, rule }) => [id, rule])),
    questionIds: new Set(questions),
    isNear: false,
  };
}

/** Whether there is a row for the person. The planner makes one join of it, unless they are asked one by one. */
export function exists({ isNear }: Pick<Known, 'isNear'>, rows: RawBuilder<unknown>): RawBuilder<boolean> {
  return isNear ? sql<boolean>`exists (select ${rows} offset 0)` : sql<boolean>`exists (select ${rows})`;
}

/** What stands for a condition on something that the team does not have. */
export function missing(what: string, { path }: Place, name: string): RawBuilder<boolean> {
  if (path === null) return sql<boolean>`false`;
  throw noSuch(what, `${path}.${name}`);
}

/** @throws AppError `unreadable` where something is missing that a condition needs. */
export function must<T>(value: T | undefined, place: Place, name: string, sentence: string): T {
  if (value === undefined) throw refuse(sentence, place, name);
  return value;
}

export function refuse(sentence: string, { path }: Place, name: string): AppError {
  return new AppError('unreadable', sentence, { [`${path ?? 'rule'}.${name}`]: sentence });
}

const dayMs = 86_400_000;

export function daysAgo({ clock }: TeamScope, days: number): Date {
  return new Date(clock.now().getTime() - days * dayMs);
}
