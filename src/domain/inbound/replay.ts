import { type Floor, inTransaction, type TeamScope } from '../floor.ts';
import { find } from '../lines/lines.ts';
import { listTeams, type Member, mustManage, recordAct } from '../teams/teams.ts';
import { keptIn, readKept } from './record.ts';
import { park, takeOne } from './take-one.ts';

/** How many webhooks were taken in at last, and how many could not be again. */
export interface Replayed {
  taken: number;
  parked: number;
}

const pageSize = 100;

/** Takes in again, oldest first, all webhooks that could not be taken in when they came. Safe to do at any time. */
export async function replay(floor: Floor): Promise<Replayed> {
  const all: Replayed = { taken: 0, parked: 0 };
  for (const team of await listTeams(floor)) await replayInto(all, team);
  return all;
}

/**
 * The same for one team.
 * @throws AppError `forbidden` for members.
 */
export async function replayTeam(member: Member): Promise<Replayed> {
  mustManage(member, 'take in again what could not be taken in');
  const done = await replayInto({ taken: 0, parked: 0 }, member);
  if (done.taken + done.parked > 0)
    await inTransaction(member, (tx) => recordAct(tx, { kind: 'webhooks.replayed', after: done }));
  return done;
}

async function replayInto(all: Replayed, team: TeamScope): Promise<Replayed> {
  for (let after = '', page = await parkedAfter(team, after); page.length > 0; page = await parkedAfter(team, after)) {
    for (const event of page) all[await takeAgain(team, event)]++;
    after = page.at(-1)?.id ?? after;
  }
  return all;
}

type Parked = Awaited<ReturnType<typeof parkedAfter>>[number];

async function takeAgain(team: TeamScope, { line_id, ...stored }: Parked): Promise<keyof Replayed> {
  const kept = keptIn({ scope: team, line: await find(team, line_id) }, stored);
  try {
    await takeOne(readKept(kept));
    return 'taken';
  } catch (error) {
    await park(kept, (error as Error).message);
    return 'parked';
  }
}

function parkedAfter(team: TeamScope, id: string) {
  return team.db
    .selectFrom('webhook_events')
    .select(['id', 'line_id', 'url', 'payload'])
    .where('team_id', '=', team.teamId)
    .where('fault', 'is not', null)
    .$if(id !== '', (query) => query.where('id', '>', id))
    .orderBy('id')
    .limit(pageSize)
    .execute();
}
