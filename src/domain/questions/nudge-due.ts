import { sql } from 'kysely';
import type { Turns } from '../../platform/turns.ts';
import { announce, type Floor, inTransaction, type TeamTransaction } from '../floor.ts';
import { findWays, type Ways, writeToMany } from '../messages/messages.ts';
import { findTeam } from '../teams/teams.ts';
import { noteTexts } from './ask-texts.ts';
import { putOffNudges } from './put-off-nudges.ts';
import { holdRound, type Round } from './round.ts';
import { nudgesAt } from './schedule/nudges.ts';
import { lockSilent, type Silent } from './silent.ts';
import { isFilled } from './take-place.ts';

const mostAtOnce = 1000;

/**
 * Reminds those whose time has come and who have said nothing, in every team. Whether they are silent is looked at once
 * their conversation is locked: whoever answered a moment ago is not reminded.
 * @returns whether there is more to do.
 */
export async function nudgeDue(floor: Floor, turns: Turns): Promise<boolean> {
  const { rows } = await sql<{ team_id: string; round_id: string; ids: string[]; conversation_ids: string[] }>`
    select team_id, round_id, array_agg(id) as ids, array_agg(conversation_id) as conversation_ids from (
      select team_id, round_id, id, conversation_id from asks where next_nudge_at <= ${floor.clock.now()}
        and not round_id = any (${turns.resting()}::uuid[])
      order by next_nudge_at limit ${sql.lit(mostAtOnce)}) as due
    group by team_id, round_id`.execute(floor.db);
  for (const { team_id, round_id, ids, conversation_ids } of rows) {
    const work = () =>
      inTransaction({ ...floor, teamId: team_id }, (tx) => nudgeAll(tx, round_id, ids, conversation_ids));
    await turns.take({ teamId: team_id, id: round_id }, work);
  }
  return rows.reduce((count, { ids }) => count + ids.length, 0) === mostAtOnce;
}

async function nudgeAll(tx: TeamTransaction, roundId: string, ids: string[], conversationIds: string[]): Promise<void> {
  const round = await holdRound(tx, roundId);
  const ways = await findWays(tx, conversationIds);
  // Whoever was merged with somebody in this moment is reminded a moment later.
  const due = sql`next_nudge_at <= ${tx.clock.now()} and asks.conversation_id = any (${conversationIds}::uuid[])`;
  await remind(tx, round, ways, await putOffNudges(tx, round, ways, await lockSilent(tx, ids, due)));
  // Whoever has said something since they were asked is not reminded, nor are those who cannot be.
  await sql`update asks set next_nudge_at = null where team_id = ${tx.teamId}::uuid and id = any (${ids}::uuid[])
    and ${due}`.execute(tx.db);
  announce(tx, { kind: 'round.changed', subjectId: roundId });
}

/** Reminds them, each with other words than the last time, and says when the next time is. Answers how many were. */
export async function remind(tx: TeamTransaction, round: Round, ways: Ways, all: Silent[]): Promise<number> {
  const { nudges, quota } = round.content;
  if (!nudges || round.isPaused || round.isArchived || all.length === 0) return 0;
  const isFull = quota && (await isFilled(tx, round.id, quota.places));
  // Whoever is further has a place, or wants none: what followed is still asked of them.
  const silent = isFull ? all.filter(({ step }) => step > 0) : all;
  const { timeZone: home } = await findTeam(tx);
  const now = tx.clock.now();
  const texts = silent.map(({ conversation_id: conversationId, nudged }) => ({
    conversationId,
    words: nudges.words[nudged % nudges.words.length] as string,
  }));
  // Taken back when they write before it leaves.
  const written = await writeToMany(tx, ways, texts, { unlessTheyWrite: true });
  const reminded = silent.filter(({ conversation_id }) => written.has(conversation_id));
  const nextOf = ({ nudged, closes_at, time_zone }: Silent) => {
    if (nudged + 1 >= nudges.most) return null;
    const ask = { askedAt: now.toTemporalInstant(), closesAt: closes_at.toTemporalInstant() };
    const [next] = nudgesAt({ ...nudges, most: 1 }, ask, time_zone ?? home, nudges.quiet);
    return next?.toString() ?? null;
  };
  await sql`
    update asks set nudged = nudged + 1, next_nudge_at = given.next
    from unnest(${reminded.map(({ id }) => id)}::uuid[], ${reminded.map(nextOf)}::timestamptz[]) as given (id, next)
    where asks.team_id = ${tx.teamId}::uuid and asks.id = given.id`.execute(tx.db);
  await noteTexts(
    tx,
    reminded.map(({ id, conversation_id: conversationId, step }) => ({
      askId: id,
      conversationId,
      messageId: written.get(conversationId) as string,
      part: 'nudge',
      step,
    })),
  );
  return reminded.length;
}
