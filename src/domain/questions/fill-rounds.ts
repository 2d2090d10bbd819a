import { sql } from 'kysely';
import type { Turns } from '../../platform/turns.ts';
import { announce, type Floor, inTransaction, type TeamTransaction } from '../floor.ts';
import { findTeam } from '../teams/teams.ts';
import { type Asked, calendarOf, nextOf } from './audience.ts';
import type { Content } from './question.ts';
import { findVersion } from './round.ts';
import { askedAt } from './schedule/asked-at.ts';
import { closesAt } from './schedule/closing.ts';
import { skipReason } from './schedule/skip-reason.ts';

/** So many at once, so that nobody waits long for the round. */
const pageSize = 1000;

const firstId = '00000000-0000-0000-0000-000000000000';

/**
 * Puts down whom the rounds that have begun are going to ask, page by page: each page is a transaction of its own, and
 * whoever goes on after it knows where. Whoever is in the round already stays as they are.
 * @returns whether there is more to do.
 */
export async function fillRounds(floor: Floor, turns: Turns): Promise<boolean> {
  const round = await floor.db
    .selectFrom('rounds')
    .select(['team_id', 'id'])
    .where('state', '=', 'filling')
    .where(sql<boolean>`not id = any (${turns.resting()}::uuid[])`)
    .orderBy('opened_at')
    .limit(1)
    .executeTakeFirst();
  if (!round) return false;
  const { team_id: teamId, id } = round;
  await turns.take({ teamId, id }, () => inTransaction({ ...floor, teamId }, (tx) => fillPage(tx, id)));
  return true;
}

async function fillPage(tx: TeamTransaction, roundId: string): Promise<void> {
  const round = await tx.db
    .selectFrom('rounds')
    .select(['question_id', 'version', 'filled_to', 'all_at', 'planned_at'])
    .select((select) => select.cast<string>('local_date', 'text').as('date'))
    .where('team_id', '=', tx.teamId)
    .where('id', '=', roundId)
    .where('state', '=', 'filling')
    .forUpdate()
    .executeTakeFirst();
  if (!round) return;
  const { content } = await findVersion(tx, round.question_id, round.version);
  const people = await nextOf(tx, content.audience, round.filled_to ?? firstId, pageSize);
  if (people.length > 0)
    await insertAsks(
      tx,
      { roundId, content, date: round.date, allAt: round.all_at, plannedAt: round.planned_at },
      people,
    );
  const isDone = people.length < pageSize;
  await tx.db
    .updateTable('rounds')
    .set({ ...(isDone && { state: 'open' }), filled_to: people.at(-1)?.personId ?? round.filled_to })
    .where('team_id', '=', tx.teamId)
    .where('id', '=', roundId)
    .execute();
  announce(tx, { kind: 'round.changed', subjectId: roundId });
}

interface Filling {
  roundId: string;
  content: Content;
  date: string;
  allAt: Date | null;
  plannedAt: Date | null;
}

async function insertAsks(
  tx: TeamTransaction,
  { roundId, content, date, allAt, plannedAt }: Filling,
  people: Asked[],
): Promise<void> {
  const [{ timeZone: home }, calendar] = await Promise.all([findTeam(tx), calendarOf(tx)]);
  const times = timesIn(content, date, allAt);
  // Begun by hand, it is not kept back by the team's calendar.
  const days = allAt
    ? { schedule: { ...content.schedule, skipDates: [] }, calendar: { holidays: [] } }
    : { ...content, calendar };
  const rows = people.map(({ timeZone, timeOff, ...person }) => {
    const zone = timeZone ?? home;
    const when = times(zone);
    const isOver = plannedAt !== null && new Date(when.dueAt) < plannedAt;
    const skipped = isOver ? 'too_late' : (skipReason(days.schedule, days.calendar, timeOff, date, zone) ?? null);
    return { ...person, ...when, skipped };
  });
  // Before the people, whom a row locks as well: as whoever removes or merges them goes.
  await sql`select from conversations where team_id = ${tx.teamId}::uuid
    and id = any (${rows.map(({ conversationId }) => conversationId)}::uuid[]) order by id for key share`.execute(
    tx.db,
  );
  await sql`
    insert into asks (team_id, id, round_id, person_id, conversation_id, state, skipped_because, due_at, closes_at, state_at)
    select ${tx.teamId}::uuid, id, ${roundId}::uuid, person_id, conversation_id,
      case when skipped is null then 'waiting' else 'skipped' end, skipped, due_at, closes_at, ${tx.clock.now()}::timestamptz
    from unnest(
      ${rows.map(() => tx.newId())}::uuid[], ${rows.map(({ personId }) => personId)}::uuid[],
      ${rows.map(({ conversationId }) => conversationId)}::uuid[], ${rows.map(({ skipped }) => skipped)}::text[],
      ${rows.map(({ dueAt }) => dueAt)}::timestamptz[], ${rows.map(({ closesAt }) => closesAt)}::timestamptz[])
      as ask (id, person_id, conversation_id, skipped, due_at, closes_at)
    on conflict (team_id, round_id, person_id) do nothing`.execute(tx.db);
}

/** When somebody in a zone is asked on a date, and when that closes; many people are in few zones. */
function timesIn({ schedule, closing }: Content, date: string, allAt: Date | null) {
  const known = new Map<string, { dueAt: string; closesAt: string }>();
  return (zone: string) => {
    const asked = allAt ? allAt.toTemporalInstant() : askedAt(schedule, date, zone);
    const times = known.get(zone) ?? {
      dueAt: asked.toString(),
      closesAt: closesAt(schedule, closing, asked, zone).toString(),
    };
    known.set(zone, times);
    return times;
  };
}
