import { sql } from 'kysely';
import { unguard } from '../../platform/csv.ts';
import { notFound } from '../../platform/errors.ts';
import type { TeamScope, TeamTransaction } from '../floor.ts';
import type { Column, Defaults } from './matching.ts';

/** Where an import stands. */
export type State =
  | 'uploading'
  | 'matching'
  | 'checking'
  | 'checked'
  | 'writing'
  | 'stopped'
  | 'written'
  | 'undoing'
  | 'undone';

/** What became, or would become, of a row. A `repeat` went into an earlier row with the same number. */
export type Outcome = 'new' | 'change' | 'same' | 'repeat' | 'rejected';
export type Counts = Record<Outcome, number> & { kept: number };

/** An import as members see it. */
export interface Import {
  id: string;
  fileName: string;
  state: Exclude<State, 'uploading'>;
  by: { id: string; name: string };
  encoding: string | null;
  delimiter: string | null;
  hasHeader: boolean;
  columns: (Column & { heading: string; examples: string[] })[];
  defaults: Defaults;
  /** How many rows there are, without the header. */
  rows: number;
  /** How many of them have been dealt with in the step that is under way. */
  done: number;
  counts: Counts;
  createdAt: Date;
  checkedAt: Date | null;
  writtenAt: Date | null;
  undoneAt: Date | null;
  /** Until when it can be undone. */
  undoUntil: Date | null;
}

export const undoHours = 24;

/** `doneTo` of an import that begins again: what was found out before is still to be removed. */
export const beforeAll = -1;
const mostExamples = 3;

/** Imports of the team, as they are stored, with the name of who made each. */
export function selectImports(scope: TeamScope) {
  return scope.db
    .selectFrom('imports')
    .innerJoin('members', (join) =>
      join.onRef('members.team_id', '=', 'imports.team_id').onRef('members.id', '=', 'imports.member_id'),
    )
    .innerJoin('users', 'users.id', 'members.user_id')
    .selectAll('imports')
    .select('users.name as member_name')
    .where('imports.team_id', '=', scope.teamId)
    .where('imports.state', '<>', 'uploading');
}

type Stored = Awaited<ReturnType<ReturnType<typeof selectImports>['executeTakeFirstOrThrow']>>;

export function toImport(row: Stored): Import {
  const head = row.head as unknown as string[][];
  const headings = row.has_header ? (head[0] ?? []) : [];
  const rows = row.has_header ? head.slice(1) : head;
  const first = row.has_header ? 1 : 0;
  return {
    id: row.id,
    fileName: row.file_name,
    state: row.state as Import['state'],
    by: { id: row.member_id, name: row.member_name },
    encoding: row.encoding,
    delimiter: row.delimiter,
    hasHeader: row.has_header,
    columns: (row.matching as unknown as Column[]).map((column, at) => ({
      ...column,
      heading: unguard(headings[at] ?? ''),
      examples: rows
        .map((cells) => unguard(cells[at] ?? ''))
        .filter((cell) => cell.trim() !== '')
        .slice(0, mostExamples),
    })),
    defaults: row.defaults as unknown as Defaults,
    rows: row.places - first,
    done: Math.max(0, row.done_to - first),
    counts: countsOf(row.counts),
    createdAt: row.created_at,
    checkedAt: row.checked_at,
    writtenAt: row.written_at,
    undoneAt: row.undone_at,
    undoUntil: row.written_at && new Date(row.written_at.getTime() + undoHours * 3_600_000),
  };
}

export function countsOf(stored: unknown): Counts {
  return { new: 0, change: 0, same: 0, repeat: 0, rejected: 0, kept: 0, ...(stored as Partial<Counts>) };
}

/** @throws AppError `not_found`. */
export async function find(scope: TeamScope, importId: string): Promise<Import> {
  const row = await selectImports(scope).where('imports.id', '=', importId).executeTakeFirst();
  if (!row) throw notFound('import');
  return toImport(row);
}

/** An import as whoever works on it needs it, locked until the commit; undefined when it is gone. */
export async function lock(tx: TeamTransaction, importId: string) {
  const row = await tx.db
    .selectFrom('imports')
    .selectAll()
    .where('team_id', '=', tx.teamId)
    .where('id', '=', importId)
    .forUpdate()
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      memberId: row.member_id,
      state: row.state as State,
      hasHeader: row.has_header,
      places: row.places,
      doneTo: row.done_to,
      writtenTo: row.written_to,
      matching: row.matching as unknown as Column[],
      defaults: row.defaults as unknown as Defaults,
      counts: countsOf(row.counts),
      groups: row.groups,
      madeGroups: row.made_groups,
      head: row.head as unknown as string[][],
      fileName: row.file_name,
      checkedAt: row.checked_at,
      writtenAt: row.written_at,
    }
  );
}

export type Locked = NonNullable<Awaited<ReturnType<typeof lock>>>;

/** Notes how far an import has come, and what else has changed about it. */
export async function note(
  tx: TeamScope,
  importId: string,
  change: {
    state?: State;
    doneTo?: number;
    writtenTo?: number;
    counts?: Counts;
    groups?: string[];
    madeGroups?: string[];
    fieldIds?: Record<string, string>;
    checkedAt?: Date | null;
    writtenAt?: Date | null;
    undoneAt?: Date;
  },
): Promise<void> {
  const { state, doneTo, writtenTo, counts, groups, madeGroups, fieldIds, checkedAt, writtenAt, undoneAt } = change;
  await tx.db
    .updateTable('imports')
    .set({
      ...(state && { state }),
      ...(doneTo !== undefined && { done_to: doneTo }),
      ...(writtenTo !== undefined && { written_to: writtenTo }),
      ...(counts && { counts: JSON.stringify(counts) }),
      ...(groups && { groups }),
      ...(madeGroups && { made_groups: madeGroups }),
      ...(fieldIds && { field_ids: JSON.stringify(fieldIds) }),
      ...(checkedAt !== undefined && { checked_at: checkedAt }),
      ...(writtenAt !== undefined && { written_at: writtenAt }),
      ...(undoneAt && { undone_at: undoneAt }),
      id: sql`id`,
    })
    .where('team_id', '=', tx.teamId)
    .where('id', '=', importId)
    .execute();
}
