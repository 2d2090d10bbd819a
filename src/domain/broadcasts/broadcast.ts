import { sql } from 'kysely';
import { notFound } from '../../platform/errors.ts';
import type { TeamScope } from '../floor.ts';
import { type Progress, progressOf } from './progress.ts';

/** Who is chosen: everybody in some groups and some by name, without some others. */
export interface Audience {
  groupIds: string[];
  personIds: string[];
  exceptGroupIds: string[];
  exceptPersonIds: string[];
}

/** When it leaves: at once, at an instant, or when each person's clock says so. */
export type SendAt = null | { at: string } | { localDate: string; localTime: string };

/** What is sent to many people at once. */
export interface Broadcast {
  id: string;
  /** Another with each change of what is written, none with what becomes of it. */
  version: number;
  name: string;
  body: string;
  audience: Audience;
  /** Null is each person's usual one. */
  lineId: string | null;
  sendAt: SendAt;
  /** Its own pace, below that of its lines. */
  segmentsPerMinute: number | null;
  state: 'draft' | 'held' | 'scheduled' | 'going' | 'paused' | 'done' | 'canceled';
  createdBy: { id: string; name: string };
  createdAt: Date;
  changedAt: Date;
  dispatchedBy: { id: string; name: string } | null;
  dispatchedAt: Date | null;
  /** Until when nothing leaves, so that all of it can be taken back. */
  heldUntil: Date | null;
  /** When the first person's hour comes, and the last one's. */
  firstAt: Date | null;
  lastAt: Date | null;
  pausedAt: Date | null;
  canceledAt: Date | null;
  doneAt: Date | null;
  /** Of a draft that was sent, and was to go to others by then than whoever sent it had been shown. */
  notSent: NotSent | null;
  /** Null for a draft. */
  progress: Progress | null;
}

export interface NotSent {
  expected: number;
  /** How many would have got it. */
  willGet: number;
}

/** A broadcast without its progress: what is known at once, however many people it has. */
export type Uncounted = Omit<Broadcast, 'progress'> & { changedBy: string };

/** @throws AppError `not_found`. */
export async function find(scope: TeamScope, broadcastId: string, { isAtOnce = false } = {}): Promise<Broadcast> {
  const [found] = await count(scope, [await findRow(scope, broadcastId)], { isAtOnce });
  return found as Broadcast;
}

/** @throws AppError `not_found`. */
export async function findUncounted(scope: TeamScope, broadcastId: string): Promise<Uncounted> {
  return toUncounted(scope, await findRow(scope, broadcastId));
}

/** The broadcasts of a team, the newest first, before one of them. */
export async function list(
  scope: TeamScope,
  { before, limit }: { before: string | null; limit: number },
): Promise<Broadcast[]> {
  return count(scope, await read(scope, before ? sql`id < ${before}::uuid` : sql`true`, limit));
}

interface Row extends Omit<Uncounted, 'state'> {
  chosen: number | null;
  filledAt: Date | null;
}

async function findRow(scope: TeamScope, broadcastId: string): Promise<Row> {
  const [row] = await read(scope, sql`id = ${broadcastId}::uuid`, 1);
  if (!row) throw notFound('broadcast');
  return row;
}

async function read(scope: TeamScope, where: ReturnType<typeof sql>, limit: number): Promise<Row[]> {
  const named = (member: string) => sql`(select json_build_object('id', members.id, 'name', users.name)
    from members join users on users.id = members.user_id
    where members.team_id = broadcasts.team_id and members.id = ${sql.ref(member)})`;
  const { rows } = await sql<Row>`
    select id, version, name, body, audience, line_id as "lineId", send_at as "sendAt", segments_per_minute as "segmentsPerMinute",
      ${named('broadcasts.created_by')} as "createdBy", created_at as "createdAt", changed_at as "changedAt",
      changed_by as "changedBy",
      ${named('broadcasts.dispatched_by')} as "dispatchedBy", dispatched_at as "dispatchedAt", held_until as "heldUntil",
      first_at as "firstAt", last_at as "lastAt",
      not_sent as "notSent", chosen, filled_at as "filledAt", paused_at as "pausedAt", canceled_at as "canceledAt", done_at as "doneAt"
    from broadcasts where team_id = ${scope.teamId}::uuid and ${where} order by id desc limit ${limit}`.execute(
    scope.db,
  );
  return rows;
}

async function count(scope: TeamScope, rows: Row[], { isAtOnce = false } = {}): Promise<Broadcast[]> {
  const dispatched = rows.filter(({ dispatchedAt }) => dispatchedAt);
  const progress = await progressOf(scope, dispatched, { isAtOnce });
  return rows.map((row) => ({ ...toUncounted(scope, row), progress: progress.get(row.id) ?? null }));
}

function toUncounted(scope: TeamScope, { chosen: _, filledAt: __, ...row }: Row): Uncounted {
  return { ...row, state: stateOf(row, scope.clock.now()) };
}

function stateOf(broadcast: Omit<Uncounted, 'state'>, now: Date): Broadcast['state'] {
  if (!broadcast.dispatchedAt) return 'draft';
  if (broadcast.canceledAt) return 'canceled';
  if (broadcast.doneAt) return 'done';
  if (broadcast.pausedAt) return 'paused';
  if (broadcast.heldUntil && broadcast.heldUntil > now) return 'held';
  return broadcast.firstAt && broadcast.firstAt > now ? 'scheduled' : 'going';
}
