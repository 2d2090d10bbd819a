import { sql } from 'kysely';
import type { TeamTransaction } from '../floor.ts';
import { nextMonth, openingFor, readLimits } from '../limits/limits.ts';
import { wakeLine } from '../lines/lines.ts';
import { findTeam } from '../teams/teams.ts';
import type { Taken } from './claim-texts.ts';
import { never } from './outbox.ts';

/**
 * Puts texts back that a claim has taken out of the queue of a line and that may not leave now: until it is day again
 * where they go, or until the team has money again. Nothing is lost.
 */
export async function holdBack(tx: TeamTransaction, lineId: string, taken: Taken[]): Promise<void> {
  const held = taken.filter(({ fate }) => fate === 'hours' || fate === 'money');
  if (held.length === 0) return;
  const now = tx.clock.now();
  const { timeZone: home } = await findTeam(tx);
  const limits = await readLimits(tx);
  const openingOf = openingFor(limits.hours, now, home);
  const zones = await zonesTold(tx, held);
  const isBound = limits.keepsHours || limits.questionsKeepHours;
  const rows = held.map((text) => ({ ...text, ...waitOf(text) }));
  // So much later by the database's clock, which says when a text is due; by no part of a second too soon. What was tried
  // before is tried anew.
  await sql`
    insert into outbox (team_id, line_id, message_id, conversation_id, lane, due_at, unless_they_write, waited_since,
      open_until, waits_for)
    select ${tx.teamId}::uuid, ${lineId}::uuid, message_id, conversation_id, lane,
      case when wait_ms > 0 then clock_timestamp() + wait_ms * interval '1 ms' else now() end, unless_they_write,
      waited_since, case when waits_for = 'money' then open_until else now() + open_ms * interval '1 ms' end, waits_for
    from json_to_recordset(${JSON.stringify(rows)}::json) as text (message_id uuid, conversation_id uuid, lane smallint,
      unless_they_write boolean, waited_since timestamptz, open_until timestamptz, wait_ms float8, open_ms float8,
      waits_for text)`.execute(tx.db);

  function waitOf({ fate, conversation_id: conversationId, to_address: address }: Taken) {
    if (fate === 'money') return { waits_for: 'money', wait_ms: nextMonth(now, home).getTime() - now.getTime() };
    if (!isBound) return { wait_ms: 0, open_ms: null };
    const { from, until } = openingOf({ timeZone: zones.get(conversationId) ?? null, address });
    const ms = Math.max(0, from.epochMilliseconds - now.getTime());
    return {
      waits_for: ms > 0 ? 'hours' : null,
      wait_ms: ms,
      open_ms: until.epochMilliseconds - now.getTime(),
    };
  }
}

async function zonesTold(tx: TeamTransaction, held: Taken[]): Promise<Map<string, string | null>> {
  const { rows } = await sql<{ id: string; time_zone: string | null }>`
    select conversations.id, time_zone from conversations
    join people on people.team_id = conversations.team_id and people.id = conversations.person_id
    where conversations.team_id = ${tx.teamId}::uuid
      and conversations.id = any (${held.map((text) => text.conversation_id)}::uuid[])`.execute(tx.db);
  return new Map(rows.map((row) => [row.id, row.time_zone]));
}

/** Lets go what waits for the hours or the money of before: its next claim decides anew. */
export async function letGo(tx: TeamTransaction): Promise<void> {
  const { rows } = await sql<{ line_id: string }>`
    with freed as (
      update outbox set due_at = now(), open_until = case when open_until is not null then now() end, waits_for = null
      where team_id = ${tx.teamId}::uuid and waits_for is not null and due_at < ${never} returning line_id)
    select distinct line_id from freed`.execute(tx.db);
  for (const { line_id: lineId } of rows) await wakeLine(tx, lineId, { isPatient: true });
}

/** Lets go some of what waits for money on a line, the oldest first: there is as much again for so many. */
export async function letGoPaid(tx: TeamTransaction, lineId: string, count: number): Promise<void> {
  const { numAffectedRows } = await sql`
    update outbox set due_at = now(), waits_for = null
    where ctid = any (array(
      select ctid from outbox where team_id = ${tx.teamId}::uuid and line_id = ${lineId}::uuid and waits_for = 'money'
        and due_at < ${never}
      order by message_id limit ${count} for update skip locked))`.execute(tx.db);
  if (numAffectedRows) await wakeLine(tx, lineId, { isPatient: true });
}
