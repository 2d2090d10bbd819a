import { sql } from 'kysely';
import type { TeamTransaction } from '../floor.ts';
import type { Standing } from './recount.ts';

/**
 * Gives whoever says what is wanted one of the round's places, as long as there are any, and takes it from whoever says
 * it no more. Of all who come at once one after the other has a look: the row of the round is locked until the commit.
 */
export async function takePlace(tx: TeamTransaction, standing: Standing): Promise<'taken' | 'filled' | 'none'> {
  const { roundId, askId, answers, content } = standing;
  const { quota } = content;
  if (!quota) return 'none';
  const value = answers[0]?.value;
  const wants = value?.kind === 'choice' && value.ids.includes(quota.id);
  await sql`insert into round_quotas (team_id, round_id) values (${tx.teamId}::uuid, ${roundId}::uuid)
    on conflict do nothing`.execute(tx.db);
  await sql`select from round_quotas where team_id = ${tx.teamId}::uuid and round_id = ${roundId}::uuid for update`.execute(
    tx.db,
  );
  if (!wants) {
    await tx.db
      .deleteFrom('quota_places')
      .where('team_id', '=', tx.teamId)
      .where('round_id', '=', roundId)
      .where('ask_id', '=', askId)
      .execute();
    return 'none';
  }
  const { rows } = await sql<{ ask_id: string }>`
    with free as (
      select min(place) as place from generate_series(1, ${quota.places}::int) as place
      where place not in (select place from quota_places where team_id = ${tx.teamId}::uuid and round_id = ${roundId}::uuid))
    insert into quota_places (team_id, round_id, place, ask_id, taken_at)
    select ${tx.teamId}::uuid, ${roundId}::uuid, place, ${askId}::uuid, ${tx.clock.now()} from free where place is not null
    on conflict (team_id, round_id, ask_id) do update set taken_at = quota_places.taken_at
    returning ask_id`.execute(tx.db);
  if (rows.length > 0) return 'taken';
  // All are taken, perhaps one of them by this very person.
  return (await hasPlace(tx, roundId, askId)) ? 'taken' : 'filled';
}

async function hasPlace(tx: TeamTransaction, roundId: string, askId: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('quota_places')
    .select('place')
    .where('team_id', '=', tx.teamId)
    .where('round_id', '=', roundId)
    .where('ask_id', '=', askId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether all places of a round are taken. */
export async function isFilled(tx: TeamTransaction, roundId: string, places: number): Promise<boolean> {
  const { rows } = await sql<{ taken: number }>`select count(*)::int as taken from quota_places
    where team_id = ${tx.teamId}::uuid and round_id = ${roundId}::uuid`.execute(tx.db);
  return (rows[0]?.taken ?? 0) >= places;
}
