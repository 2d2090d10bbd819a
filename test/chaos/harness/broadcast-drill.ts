import { pause } from '../../../bench/harness/program.ts';
import { openRandom } from '../../support/random.ts';
import { newSid } from '../../support/twilio-posts.ts';
import { until } from '../../support/until.ts';
import { atLeast, type Count, mustBe, none } from './count.ts';
import { meetCrowd } from './crowd.ts';
import type { Drill } from './drills.ts';
import { openProvider } from './senders.ts';
import { countTown, search, settle } from './settle.ts';
import { openTown, type Town } from './town.ts';

const words = 'The ring road is closed.';
const patienceMs = 300_000;

/** So many of them have their time at once; the others when some of them have said STOP, however fast the others were. */
const soon = 0.7;

interface Size {
  people: number;
  stops: number;
  segmentsPerSecond: number;
  /** What the carrier does wrong all the while. */
  faults: object;
  searchMs: number;
}

/**
 * A broadcast goes to many people over a carrier at fault; in the middle of it some say STOP, it is paused once, and all
 * workers are killed once. Nobody gets it twice, nobody after their STOP, and what the page says adds up.
 */
export async function broadcastDrill({ seed, say, ...size }: Drill & Size): Promise<Count[]> {
  const town = await openTown({ webs: 2, workers: 2 });
  try {
    const { office, database } = town;
    const provider = openProvider(town, openRandom(seed));
    const groupId = await meetCrowd(town, size.people);
    const { spent: _, allCountries: __, ...limits } = await office.must('GET', '/api/v1/limits');
    await office.must('PUT', '/api/v1/limits', { ...limits, keepsHours: false });
    await office.must('PUT', `/api/v1/lines/${town.lineId}/pace`, { segmentsPerSecond: size.segmentsPerSecond });
    const { id } = await office.must('POST', '/api/v1/broadcasts', {
      name: 'Ring road',
      body: words,
      audience: { groupIds: [groupId], personIds: [], exceptGroupIds: [], exceptPersonIds: [] },
    });
    await town.carrier.misbehaves(size.faults);
    await office.must('POST', `/api/v1/broadcasts/${id}/dispatch`, { expected: size.people, typed: true });
    await leaveNow(town, Math.ceil(soon * size.people));

    const begun = () => database.number('select count(*) from attempts');
    const reaches = (share: number) =>
      until(`${share} of them to have left`, async () => (await begun()) >= share * size.people, patienceMs);
    const stopped = new Map<string, number>();
    const stop = async (count: number) => {
      const rows = await database.query(
        `select address from broadcast_recipients where left_because is null and address <> all ($2::text[]) and not exists (
           select from attempts where attempts.message_id = broadcast_recipients.message_id)
         order by message_id desc nulls first, person_id limit $1`,
        [count, [...stopped.keys()]],
      );
      for (const { address } of rows)
        if (await provider.delivers({ sid: newSid(), from: address, body: 'STOP' }, 2))
          stopped.set(address, Date.now());
      say(`${stopped.size} have said STOP`);
    };
    await reaches(0.2);
    await stop(Math.ceil(size.stops / 2));
    const leftWhilePaused = await restAWhile(town, id, say);
    await reaches(0.5);
    say('all workers are killed');
    await Promise.all([
      stop(Math.floor(size.stops / 2)).then(() => othersLeave(town)),
      ...town.workers.map((worker) => worker.dies(500)),
    ]);

    const state = async () => (await office.must('GET', `/api/v1/broadcasts/${id}`)).state;
    await until('it to be done', async () => (await state()) === 'done', patienceMs);
    await settle(town, patienceMs);
    await search(town, size.searchMs);
    return [
      mustBe('people who said STOP in the middle of it', stopped.size, size.stops),
      mustBe('texts that began to leave while it was paused', leftWhilePaused, 0),
      ...(await countRecipients(town, id, size.people, stopped)),
      ...(await countTown(town)),
    ];
  } finally {
    await town.close();
  }
}

/** Nobody takes it back: the half minute in which that can be done is over. */
async function leaveNow({ database }: Town, count: number): Promise<void> {
  const isFilled = 'select count(*) from broadcasts where filled_at is not null';
  await until('all to be put down', async () => (await database.number(isFilled)) === 1, patienceMs);
  await database.query(
    `update broadcast_recipients set due_at = due_at + case when person_id in (
       select person_id from broadcast_recipients order by person_id limit $1)
     then interval '-31 seconds' else interval '1 day' end`,
    [count],
  );
  await database.query(`update broadcasts set held_until = held_until - interval '31 seconds',
    first_at = first_at - interval '31 seconds'`);
}

async function othersLeave({ database }: Town): Promise<void> {
  await database.query(`update broadcast_recipients set due_at = due_at - interval '1 day 31 seconds'
    where message_id is null and due_at > now() + interval '1 hour'`);
}

/** @returns how many texts began to leave although it was paused. */
async function restAWhile({ office, database }: Town, id: string, say: (line: string) => void): Promise<number> {
  await office.must('POST', `/api/v1/broadcasts/${id}/pause`);
  const before = await database.number('select count(*) from attempts');
  say(`paused after ${before}`);
  await pause(4000);
  const during = await database.number('select count(*) from attempts');
  await office.must('DELETE', `/api/v1/broadcasts/${id}/pause`);
  return during - before;
}

async function countRecipients(town: Town, id: string, people: number, stopped: Map<string, number>): Promise<Count[]> {
  const { number, query } = town.database;
  const log = (await town.log()).filter(({ body }) => body === words);
  const times = Map.groupBy(log, ({ to }) => to);
  const { progress } = await town.office.must('GET', `/api/v1/broadcasts/${id}`);
  const { chosen, again: _, replied: __, left, ...places } = progress;
  const leftOut = left.reduce((sum: number, { count }: { count: number }) => sum + count, 0);
  const begun = await query(`select to_address as address, max(started_at) as at from attempts
    join messages on messages.id = attempts.message_id group by to_address`);
  const have = await query(
    `select to_address as address from messages where direction = 'outbound' and body = $1
    and status in ('accepted', 'sent', 'delivered')`,
    [words],
  );
  const delivered = await number(`select count(*) from broadcast_recipients join messages on messages.id = message_id
    where status = 'delivered'`);
  const late = begun.filter(({ address, at }) => at.getTime() > (stopped.get(address) ?? Number.POSITIVE_INFINITY));
  return [
    mustBe('people who were put down', await number('select count(*) from broadcast_recipients'), people),
    mustBe('people in the totals', chosen, people),
    mustBe(
      'all totals together',
      Object.values(places as Record<string, number>).reduce((sum, count) => sum + count, leftOut),
      people,
    ),
    mustBe('people who are said to have it, by their texts', places.delivered, delivered),
    mustBe('people who wait still', places.waiting + places.queued + places.sending, 0),
    none(
      'people who got it twice',
      [...times].filter(([, texts]) => texts.length > 1).map(([to]) => to),
    ),
    none(
      'people who are said to have it, and whom the company does not know',
      have.filter(({ address }) => !times.has(address)).map(({ address }) => address),
    ),
    none(
      'texts that began to leave after a STOP',
      late.map(({ address }) => address),
    ),
    atLeast('people left out because of a STOP', leftOut, Math.ceil(stopped.size / 2)),
  ];
}
