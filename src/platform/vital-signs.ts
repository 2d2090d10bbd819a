import { sql } from 'kysely';
import type { Database } from './database.ts';
import { firstIdAt } from './ids.ts';

/** How the installation does, all teams together: numbers only, and nobody's names or words. */
export interface VitalSigns {
  /** Texts whose time has come, by lane: 0 is somebody's reply, 1 is what goes to many. */
  waiting: Record<0 | 1, number>;
  /** How long the oldest of them has waited; 0 when there is none. */
  oldestWaitingSeconds: number;
  /** Texts whose time is still to come. */
  scheduled: number;
  /** Texts of which nobody knows whether they left. */
  unknown: number;
  /** Webhooks that could not be taken in. */
  parked: number;
  /** Since the beginning: texts that nobody had brought, and texts of ours that had come further than we knew. */
  books: { recovered: number; repaired: number };
  workers: { alive: number; silent: number };
}

/** Reads how the installation does; cheap however many texts there are. A worker is silent after the lease of 15 seconds. */
export async function readVitalSigns(db: Database): Promise<VitalSigns> {
  const { rows } = await sql<Record<string, number>>`
    select * from (
      select count(*) filter (where lane = 0 and due_at <= now())::int as replies,
        count(*) filter (where lane <> 0 and due_at <= now())::int as to_many,
        count(*) filter (where due_at > now())::int as scheduled,
        coalesce(extract(epoch from now() - min(due_at) filter (where due_at <= now())), 0)::float8 as oldest
      from outbox) as queue,
    (select count(*)::int as unknown from messages where status = 'unknown') as doubts,
    (select count(*)::int as parked from webhook_events where fault is not null) as webhooks,
    (select coalesce(sum(recovered), 0)::float8 as recovered, coalesce(sum(repaired), 0)::float8 as repaired
      from line_books) as books,
    (select count(*) filter (where beat_at > now() - interval '15 seconds')::int as alive,
      count(*) filter (where beat_at <= now() - interval '15 seconds')::int as silent
      from workers) as workforce`.execute(db);
  const row = rows[0] as Record<string, number>;
  return {
    waiting: { 0: row.replies as number, 1: row.to_many as number },
    oldestWaitingSeconds: row.oldest as number,
    scheduled: row.scheduled as number,
    unknown: row.unknown as number,
    parked: row.parked as number,
    books: { recovered: row.recovered as number, repaired: row.repaired as number },
    workers: { alive: row.alive as number, silent: row.silent as number },
  };
}

/** How many texts of the last hour have which status now. */
export async function countLastHour(db: Database, now: Date): Promise<{ status: string; count: number }[]> {
  const first = firstIdAt(new Date(now.getTime() - 3_600_000));
  const { rows } = await sql<{ status: string; count: number }>`
    select status, count(*)::int as count
    from teams join messages on messages.team_id = teams.id and messages.id >= ${first}::uuid
    group by status order by status`.execute(db);
  return rows;
}
