import { type RawBuilder, sql } from 'kysely';
import type { TeamTransaction } from '../floor.ts';
import { openingFor, readLimits, untilNextHour, untilNextMonth } from '../limits/limits.ts';
import { wakeLine } from '../lines/lines.ts';
import { findTeam } from '../teams/teams.ts';
import type { Taken } from './claim-texts.ts';
import { lanes, never } from './outbox.ts';

/**
 * Puts texts back that a claim has taken out of the queue of a line and that may not leave now: until it is day again
 * where they go, until the team has money again, or for the next hour abroad. Nothing is lost.
 */
export async function holdBack(tx: TeamTransaction, lineId: string, taken: Taken[]): Promise<void> {
  const held = taken.filter(({ fate }) => fate === 'hours' || fate === 'money' || fate === 'abroad');
  if (held.length === 0) return;
  const now = tx.clock.now();
  const { timeZone: home } = await findTeam(tx);
  const limits = await readLimits(tx);
  const openingOf = openingFor(limits.hours, now, home);
  const clocks = await clocksOf(tx, held);
  const monthMs = held.some(({ fate }) => fate === 'money') ? await untilNextMonth(tx) : 0;
  const rows = held.map((text) => ({ ...text, ...waitOf(text) }));
  // So much later by the database's clock, which says when a text is due; by no part of a second too soon. What was tried
  // before is tried anew.
  await sql`
    insert into outbox (team_id, line_id, message_id, conversation_id, lane, due_at, unless_they_write, waited_since,
      open_until, waits_for)
    select ${tx.teamId}::uuid, ${lineId}::uuid, message_id, conversation_id, lane,
      case when wait_ms > 0 then clock_timestamp() + wait_ms * interval '1 ms' else now() end, unless_they_write,
      waited_since, case when waits_for in ('money', 'abroad') then open_until else now() + open_ms * interval '1 ms' end, waits_for
    from json_to_recordset(${JSON.stringify(rows)}::json) as text (message_id uuid, conversation_id uuid, lane smallint,
      unless_they_write boolean, waited_since timestamptz, open_until timestamptz, wait_ms float8, open_ms float8,
      waits_for text)`.execute(tx.db);

  function waitOf({ fate, message_id: messageId, to_address: address }: Taken) {
    if (fate === 'money') return { waits_for: fate, wait_ms: monthMs };
    if (fate === 'abroad') return { waits_for: fate, wait_ms: untilNextHour(tx) };
    const { isQuestion = false, timeZone = null } = clocks.get(messageId) ?? {};
    if (!(isQuestion ? limits.questionsKeepHours : limits.keepsHours)) return { wait_ms: 0, open_ms: null };
    const { from, until } = openingOf({ timeZone, address });
    const ms = Math.max(0, from.epochMilliseconds - now.getTime());
    return {
      waits_for: ms > 0 ? 'hours' : null,
      wait_ms: ms,
      open_ms: until.epochMilliseconds - now.getTime(),
    };
  }
}

/** A query's part: whether a text is a question, which has an hour of its own. */
const isQuestion = ({ teamId }: TeamTransaction, messageId: RawBuilder<unknown>) => sql<boolean>`exists (
  select from ask_texts where ask_texts.team_id = ${teamId}::uuid and ask_texts.message_id = ${messageId}
    and part = 'question')`;

/** By message: whose hours each keeps, and by which clock. */
async function clocksOf(tx: TeamTransaction, held: Taken[]) {
  const { rows } = await sql<{ id: string; timeZone: string | null; isQuestion: boolean }>`
    select text.id, time_zone as "timeZone", ${isQuestion(tx, sql`text.id`)} as "isQuestion"
    from unnest(${held.map((text) => text.message_id)}::uuid[], ${held.map((text) => text.conversation_id)}::uuid[])
      as text (id, conversation_id)
    join conversations on conversations.team_id = ${tx.teamId}::uuid and conversations.id = text.conversation_id
    join people on people.team_id = conversations.team_id and people.id = conversations.person_id`.execute(tx.db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** A query's part: until when a row of the queue may leave, for its next claim to reckon; null where no hours count. */
export const toReckon = (tx: TeamTransaction) => sql`
  case when outbox.lane = ${sql.lit(lanes.toMany)}
    and not (select is_practice from lines where lines.team_id = ${tx.teamId}::uuid and lines.id = outbox.line_id)
    and coalesce((select case when ${isQuestion(tx, sql`outbox.message_id`)} then questions_keep_hours else keeps_hours end
      from limits where limits.team_id = ${tx.teamId}::uuid), true)
  then now() end`;

/** Put off by this, a text is due as soon as it is let go. */
export const longDue = sql`${never} + interval '1 day'`;

/**
 * Lets go what waits because of the money, the limits or the hours of before: its next claim decides anew. Other hours
 * count for all that goes to many. What is put off besides stays so, and then waits for nothing else.
 */
export async function letGoHeld(tx: TeamTransaction, why: 'money' | 'limits' | 'hours'): Promise<void> {
  const isMeant = {
    money: sql`waits_for = 'money'`,
    limits: sql`waits_for is not null`,
    hours: sql`(waits_for is not null or lane = ${sql.lit(lanes.toMany)})`,
  }[why];
  const openUntil = why === 'hours' ? toReckon(tx) : sql`case when open_until is not null then now() end`;
  const { rows } = await sql<{ line_id: string }>`
    with freed as (
      update outbox set waits_for = null, open_until = ${openUntil},
        due_at = case when waits_for is null then due_at when due_at > ${never} then ${longDue} else now() end
      where team_id = ${tx.teamId}::uuid and ${isMeant} returning line_id)
    select distinct line_id from freed`.execute(tx.db);
  for (const { line_id: lineId } of rows) await wakeLine(tx, lineId, { isPatient: true });
}

/**
 * Lets go so many of the texts that wait for money, the oldest first, over whichever line is not paused: there is as much
 * again as that many were to cost.
 */
export async function letGoPaid(tx: TeamTransaction, count: number): Promise<void> {
  const { rows } = await sql<{ line_id: string }>`
    with freed as (
      update outbox set due_at = now(), waits_for = null
      where ctid = any (array(
        select outbox.ctid from outbox
        join lines on lines.team_id = outbox.team_id and lines.id = outbox.line_id and paused_at is null
        join limits on limits.team_id = lines.team_id and limits.currency = price_currency
        where outbox.team_id = ${tx.teamId}::uuid and waits_for = 'money' and due_at < ${never}
        order by message_id limit ${count} for update of outbox skip locked))
      returning line_id)
    select distinct line_id from freed`.execute(tx.db);
  for (const { line_id: lineId } of rows) await wakeLine(tx, lineId, { isPatient: true });
}
