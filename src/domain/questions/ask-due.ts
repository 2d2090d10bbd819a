import { sql } from 'kysely';
import type { Turns } from '../../platform/turns.ts';
import { announce, type Floor, inTransaction, type TeamTransaction } from '../floor.ts';
import { atItsHour, findWays, type Unwritten, type Ways, writeToMany } from '../messages/messages.ts';
import { findTeam } from '../teams/teams.ts';
import { noteTexts } from './ask-texts.ts';
import { dayOf } from './day-of-person.ts';
import type { Step } from './question.ts';
import { holdRound, type Round } from './round.ts';
import { nudgesAt } from './schedule/nudges.ts';
import { afterQuiet, night } from './schedule/quiet-hours.ts';
import { nextSilence } from './silence-due.ts';
import { isFilled } from './take-place.ts';
import { askingWords, nextTag } from './words.ts';

/** So many at once: their conversations are locked as long as that takes. */
const mostAtOnce = 1000;

/** What is held back is looked at again after so long, if nothing has freed it before. */
const heldMs = 10 * 60_000;

/** Whoever has been due for longer is not asked at night. */
const overdueMs = 60 * 60_000;

/** For so long after an ask has closed a text may still be an answer to it. */
const listensMs = 8 * 24 * 3_600_000;

/**
 * Asks those whose time has come, in every team: the ask is asked, its text written and put into the queue in one
 * transaction. Whoever cannot be asked is skipped, with the reason.
 * @returns whether there is more to do.
 */
export async function askDue(floor: Floor, turns: Turns): Promise<boolean> {
  const { rows } = await sql<{ team_id: string; round_id: string; ids: string[]; conversation_ids: string[] }>`
    select team_id, round_id, array_agg(id) as ids, array_agg(conversation_id) as conversation_ids from (
      select team_id, round_id, id, conversation_id from asks where state = 'waiting' and due_at <= ${floor.clock.now()}
        and not round_id = any (${turns.resting()}::uuid[])
      order by due_at, conversation_id limit ${sql.lit(mostAtOnce)}) as due
    group by team_id, round_id`.execute(floor.db);
  for (const { team_id, round_id, ids, conversation_ids } of rows) {
    const work = () =>
      inTransaction({ ...floor, teamId: team_id }, (tx) => askAll(tx, round_id, ids, conversation_ids));
    await turns.take({ teamId: team_id, id: round_id }, work);
  }
  return rows.reduce((count, { ids }) => count + ids.length, 0) === mostAtOnce;
}

interface Due {
  id: string;
  conversation_id: string;
  /** The first that nobody has answered for them by hand. */
  step: number;
  due_at: Date;
  closes_at: Date;
  time_zone: string | null;
  /** The tags of what else is open for them; the first has none, and is A. */
  open_tags: string[];
}

async function askAll(tx: TeamTransaction, roundId: string, ids: string[], conversationIds: string[]): Promise<void> {
  const round = await holdRound(tx, roundId);
  // The conversations first, as whoever writes into them does. Then what was due is looked at again: it may be done.
  const ways = await findWays(tx, conversationIds);
  const { timeZone: home } = await findTeam(tx);
  const due = await lockDue(tx, round, ids, conversationIds);
  const { quota } = round.content;
  const hasPlaces = !quota || !(await isFilled(tx, round.id, quota.places));
  const day = await dayOf(tx, ways, 'questionsKeepHours');
  const timed = due.map((ask) => ({ ...ask, from: earliest(tx, round, ask, home, day(ask)) }));
  const verdicts = Map.groupBy(timed, (ask) => (hasPlaces ? verdictOn(tx, round, ways, ask) : 'filled'));
  for (const [verdict, some] of verdicts) {
    const someIds = some.map(({ id }) => id);
    if (verdict === 'ask') await ask(tx, round, ways, some);
    else if (verdict === 'hold') await hold(tx, someIds);
    else if (verdict === 'morning') await waitForMorning(tx, some);
    else await skip(tx, someIds, verdict);
  }
  if (due.length > 0) announce(tx, { kind: 'round.changed', subjectId: roundId });
}

async function lockDue(tx: TeamTransaction, round: Round, ids: string[], conversationIds: string[]): Promise<Due[]> {
  const { rows } = await sql<Due>`
    -- Counted once for all, whatever the planner thinks of tables that have just been filled.
    with open as materialized (
      select other.conversation_id, array_agg(coalesce(tag, 'A')) as tags
      from asks as other join rounds on rounds.team_id = other.team_id and rounds.id = other.round_id
      where other.team_id = ${tx.teamId}::uuid and other.conversation_id = any (${conversationIds}::uuid[])
        and other.state in ('asked', 'unclear') and rounds.question_id <> ${round.questionId}::uuid
      group by other.conversation_id)
    select asks.id, asks.conversation_id, step, due_at, closes_at, people.time_zone, coalesce(open.tags, '{}') as open_tags
    from asks join people on people.team_id = asks.team_id and people.id = asks.person_id
    left join open on open.conversation_id = asks.conversation_id
    where asks.team_id = ${tx.teamId}::uuid and asks.id = any (${ids}::uuid[]) and state = 'waiting'
      -- Whoever was merged with somebody in this moment is asked a moment later.
      and asks.conversation_id = any (${conversationIds}::uuid[]) and due_at <= ${tx.clock.now()}
    order by asks.id for no key update of asks`.execute(tx.db);
  return rows;
}

type Verdict = 'ask' | 'hold' | 'morning' | 'archived' | 'filled' | 'too_late' | Unwritten;

/** When somebody can be asked: not at night if it is late by then, nor when nobody texts them. */
function earliest(tx: TeamTransaction, round: Round, ask: Due, home: string, opens: Date): Date {
  const now = tx.clock.now();
  const isOverdue = !round.isByHand && now.getTime() - ask.due_at.getTime() > overdueMs;
  const from = isOverdue ? afterNight(now, ask.time_zone ?? home) : now;
  return opens > from ? opens : from;
}

function verdictOn(
  tx: TeamTransaction,
  round: Round,
  ways: Ways,
  { conversation_id, from, ...ask }: Due & { from: Date },
): Verdict {
  if (round.isArchived) return 'archived';
  const now = tx.clock.now();
  if (ask.closes_at <= from) return 'too_late';
  const way = ways.get(conversation_id);
  if (!way) return 'no_number';
  if ('unwritten' in way) return way.unwritten;
  if (round.isPaused) return 'hold';
  if (from > now) return 'morning';
  return ask.open_tags.length > 0 && round.content.overlap === 'wait' ? 'hold' : 'ask';
}

const afterNight = (now: Date, zone: string) =>
  new Date(afterQuiet(night, now.toTemporalInstant(), zone).epochMilliseconds);

async function ask(tx: TeamTransaction, round: Round, ways: Ways, due: Due[]): Promise<void> {
  const { content } = round;
  const now = tx.clock.now();
  const { timeZone: home } = await findTeam(tx);
  const asks = due.map((one) => ({
    ...one,
    tag: one.open_tags.length > 0 ? nextTag(one.open_tags) : null,
    nudgeAt: firstNudge(round, now, one.closes_at, one.time_zone ?? home),
  }));
  const texts = asks.map(({ conversation_id: conversationId, step, tag }) => ({
    conversationId,
    words: askingWords(content.steps[step] as Step, content.language, tag),
  }));
  await closeLastRound(
    tx,
    round,
    due.map(({ conversation_id }) => conversation_id),
  );
  const written = await writeToMany(tx, ways, texts, atItsHour);
  await sql`
    update asks set state = 'asked', asked_at = ${now}, state_at = ${now}, held_at = null, tag = given.tag,
      next_nudge_at = given.nudge_at, next_silence_at = ${nextSilence(content, now)}, listens_until = closes_at + ${listensMs} * interval '1 millisecond'
    from unnest(${asks.map(({ id }) => id)}::uuid[], ${asks.map(({ tag }) => tag)}::text[],
      ${asks.map(({ nudgeAt }) => nudgeAt)}::timestamptz[]) as given (id, tag, nudge_at)
    where asks.team_id = ${tx.teamId}::uuid and asks.id = given.id`.execute(tx.db);
  await noteTexts(
    tx,
    asks.map(({ id, conversation_id: conversationId, step }) => ({
      askId: id,
      conversationId,
      messageId: written.get(conversationId) as string,
      part: 'question',
      step,
    })),
  );
}

/** Whoever is asked anew is not waited for any longer with what was asked the last time. */
async function closeLastRound(tx: TeamTransaction, round: Round, conversationIds: string[]): Promise<void> {
  const now = tx.clock.now();
  const { rows } = await sql<{ round_id: string }>`
    with ended as (
      update asks set state = 'closed', closes_at = least(closes_at, ${now}), next_nudge_at = null, next_silence_at = null,
        state_at = ${now}
      from rounds
      where rounds.team_id = ${tx.teamId}::uuid and rounds.question_id = ${round.questionId}::uuid
        and rounds.id <> ${round.id}::uuid and rounds.state <> 'closed' and asks.team_id = rounds.team_id
        and asks.round_id = rounds.id and asks.conversation_id = any (${conversationIds}::uuid[])
        and asks.state in ('asked', 'unclear')
      returning round_id)
    select distinct round_id from ended`.execute(tx.db);
  for (const { round_id: subjectId } of rows) announce(tx, { kind: 'round.changed', subjectId });
}

/** When somebody who is asked now is reminded first; null when never. */
function firstNudge({ content: { nudges } }: Round, now: Date, closesAt: Date, zone: string): string | null {
  if (!nudges) return null;
  const ask = { askedAt: now.toTemporalInstant(), closesAt: closesAt.toTemporalInstant() };
  const [first] = nudgesAt({ ...nudges, most: Math.min(nudges.most, 1) }, ask, zone, nudges.quiet);
  return first?.toString() ?? null;
}

async function hold(tx: TeamTransaction, ids: string[]): Promise<void> {
  const now = tx.clock.now();
  // No later than it closes: then it is known that it never was asked.
  await sql`
    update asks set held_at = coalesce(held_at, ${now}),
      due_at = least(greatest(closes_at, ${now}), ${new Date(now.getTime() + heldMs)})
    where team_id = ${tx.teamId}::uuid and id = any (${ids}::uuid[])`.execute(tx.db);
}

/** The program was away at their time, or it was the wrong time for where they live now: it does not wake them. */
async function waitForMorning(tx: TeamTransaction, due: { id: string; from: Date }[]): Promise<void> {
  await sql`
    update asks set due_at = given.due_at
    from unnest(${due.map(({ id }) => id)}::uuid[],
      ${due.map(({ from }) => from)}::timestamptz[]) as given (id, due_at)
    where asks.team_id = ${tx.teamId}::uuid and asks.id = given.id`.execute(tx.db);
}

async function skip(tx: TeamTransaction, ids: string[], reason: Verdict): Promise<void> {
  await sql`
    update asks set state = 'skipped', skipped_because = ${reason}, state_at = ${tx.clock.now()}
    where team_id = ${tx.teamId}::uuid and id = any (${ids}::uuid[])`.execute(tx.db);
}
