import { sql } from 'kysely';
import type { Turns } from '../../platform/turns.ts';
import { announce, type Floor, inTransaction, type TeamTransaction } from '../floor.ts';
import { findTeam } from '../teams/teams.ts';
import { calendarOf, zonesOf } from './audience.ts';
import { type Content, find, type Question } from './question.ts';
import { firstRound, roundWindow } from './schedule/asked-at.ts';
import { roundDates } from './schedule/round-dates.ts';

/** Begins the rounds whose time has come, in every team. Of two who look at once each finds others. */
export async function openRounds(floor: Floor, turns: Turns): Promise<void> {
  const now = floor.clock.now();
  const due = await floor.db
    .selectFrom('questions')
    .select(['team_id', 'id'])
    .where('next_opens_at', '<=', now)
    .where('paused_at', 'is', null)
    .where('archived_at', 'is', null)
    .where(sql<boolean>`not id = any (${turns.resting()}::uuid[])`)
    .orderBy('next_opens_at')
    .limit(100)
    .execute();
  for (const { team_id, id } of due) {
    await turns.take({ teamId: team_id, id }, () =>
      inTransaction({ ...floor, teamId: team_id }, async (tx) => {
        const isOurs = await lock(tx, id, now);
        if (isOurs) await openDue(tx, await find(tx, id));
      }),
    );
  }
}

async function lock(tx: TeamTransaction, questionId: string, now: Date): Promise<boolean> {
  const row = await tx.db
    .selectFrom('questions')
    .select('id')
    .where('team_id', '=', tx.teamId)
    .where('id', '=', questionId)
    .where('next_opens_at', '<=', now)
    .where('paused_at', 'is', null)
    .where('archived_at', 'is', null)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return row !== undefined;
}

/** Of several dates that have passed while nobody worked, the last one is asked. */
async function openDue(tx: TeamTransaction, question: Question): Promise<void> {
  for (let date = question.nextDate; date !== null; ) {
    const next = await schedule(tx, question, date);
    if (!next || next.opensAt > tx.clock.now()) {
      await open(tx, question, date);
      return;
    }
    date = next.date;
  }
}

/**
 * Begins the round of a date, with the version that counts now; whoever is in it is found as it fills.
 * @returns its id; null when there is one already.
 */
export async function open(
  tx: TeamTransaction,
  question: Question,
  date: string,
  { isNow = false } = {},
): Promise<string | null> {
  const row = await tx.db
    .insertInto('rounds')
    .values({
      team_id: tx.teamId,
      id: tx.newId(),
      question_id: question.id,
      version: question.version,
      local_date: date,
      state: 'filling',
      opened_at: tx.clock.now(),
      all_at: isNow ? tx.clock.now() : null,
      planned_at: isNow ? null : question.plannedAt,
    })
    .onConflict((conflict) => conflict.columns(['team_id', 'question_id', 'local_date']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (row) announce(tx, { kind: 'round.changed', subjectId: row.id });
  return row?.id ?? null;
}

interface Next {
  date: string;
  opensAt: Date;
}

/** Works out when a question is asked next, from now on and not on a date that has a round already, and keeps it. */
export async function scheduleAhead(tx: TeamTransaction, questionId: string): Promise<void> {
  const question = await find(tx, questionId);
  const { rows } = await sql<{ last: string | null }>`
    select max(local_date)::text as last from rounds
    where team_id = ${tx.teamId}::uuid and question_id = ${questionId}::uuid`.execute(tx.db);
  const { content } = question;
  const since = tx.clock.now().toTemporalInstant();
  const first = firstRound(content.schedule, await calendarOf(tx), { since, timeZones: await zonesIn(tx, content) });
  const last = rows[0]?.last;
  if (last && first && first <= last) await schedule(tx, question, last);
  else await keep(tx, questionId, first ? await nextOn(tx, content, first) : null);
  await tx.db
    .updateTable('questions')
    .set({ planned_at: tx.clock.now() })
    .where('team_id', '=', tx.teamId)
    .where('id', '=', questionId)
    .execute();
}

/** Works out when a question is asked next, after a date, and keeps it; null when it is asked no more. */
async function schedule(
  tx: TeamTransaction,
  { id, content }: { id: string; content: Content },
  after: string,
): Promise<Next | null> {
  const [date] = roundDates(content.schedule, await calendarOf(tx), { after, most: 1 });
  const next = date ? await nextOn(tx, content, date) : null;
  await keep(tx, id, next);
  return next;
}

async function keep(tx: TeamTransaction, questionId: string, next: Next | null): Promise<void> {
  await tx.db
    .updateTable('questions')
    .set({ next_date: next?.date ?? null, next_opens_at: next?.opensAt ?? null })
    .where('team_id', '=', tx.teamId)
    .where('id', '=', questionId)
    .execute();
}

async function nextOn(tx: TeamTransaction, content: Content, date: string): Promise<Next> {
  const { opensAt } = roundWindow(content.schedule, date, await zonesIn(tx, content));
  return { date, opensAt: new Date(opensAt.epochMilliseconds) };
}

async function zonesIn(tx: TeamTransaction, { schedule, audience }: Content): Promise<string[]> {
  const { timeZone } = await findTeam(tx);
  return [timeZone, ...(schedule.zone === 'person' ? await zonesOf(tx, audience) : [])];
}
