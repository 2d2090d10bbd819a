import { now, pause } from '../../../bench/harness/program.ts';
import { openRandom, type Random } from '../../support/random.ts';
import { newSid } from '../../support/twilio-posts.ts';
import { inboundBooks, outboundBooks, storedOf } from './books.ts';
import { atLeast, type Count, countDisorder, type Incoming, mustBe } from './count.ts';
import { type Misfortune, planStrikes, type Strike, strike } from './nemesis.ts';
import { type Members, numberOf, openMembers, openProvider, type Provider } from './senders.ts';
import { countTown, search, settle } from './settle.ts';
import { openTown, type Town } from './town.ts';

/** How a drill is run: what makes it come again, and who hears how it goes. */
export interface Drill {
  seed: number;
  say(line: string): void;
}

/** After how long all must work again (R7), and how long the pace is counted. */
const recoveryMs = 10_000;
const windowMs = 10_000;

const text = (from: string, body: string): Incoming => ({ sid: newSid(), from, body });

async function inTown(
  size: { webs: number; workers: number },
  run: (town: Town) => Promise<Count[]>,
): Promise<Count[]> {
  const town = await openTown(size);
  return run(town).finally(() => town.close());
}

/** So many at once, each taking the next piece of work until there is none. */
async function inLanes<Item>(lanes: number, items: Item[], work: (item: Item) => Promise<unknown>): Promise<void> {
  const waiting = items.values();
  const lane = async () => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** R1, R2: rounds of webhooks, each delivered one to five times at once to two processes, while one after the other is killed. */
export function inboundDrill({
  seed,
  say,
  rounds,
  texts,
}: Drill & { rounds: number; texts: number }): Promise<Count[]> {
  return inTown({ webs: 2, workers: 1 }, async (town) => {
    const random = openRandom(seed);
    const provider = openProvider(town, random);
    let fallen = 0;
    for (let round = 1; round <= rounds; round++) {
      const people = Array.from({ length: texts }, () => numberOf(random.whole(0, 1999)));
      const strikes = Array.from(
        { length: random.whole(1, 3) },
        (): Strike => ({
          afterMs: random.between(0, 1500),
          what: random.pick(['web killed', 'web killed', 'worker killed', 'database crashed']),
          whom: random.whole(0, 1),
          forMs: random.between(0, 1000),
        }),
      ).sort((a, b) => a.afterMs - b.afterMs);
      const [count] = await Promise.all([
        strike(town, strikes),
        inLanes(50, [...people.entries()], ([index, from]) =>
          provider.delivers(text(from, `Round ${round}, text ${index}`), 5),
        ),
      ]);
      fallen += count;
      say(
        `round ${round}: ${provider.acknowledged.length} of ${provider.attempted.length} acknowledged, ${fallen} strikes`,
      );
    }
    await settle(town, 60_000);
    return [
      atLeast('times that something was killed', fallen, rounds),
      mustBe('webhooks sent', provider.attempted.length, rounds * texts),
      ...(await inboundBooks(town, provider)),
      ...(await countTown(town)),
    ];
  });
}

async function meetPeople(town: Town, count: number, refusing: number): Promise<string[]> {
  const conversations: string[] = [];
  await inLanes(8, [...Array(count).keys()], async (person) => {
    const phones = [numberOf(person)];
    conversations[person] = (
      await town.office.must('POST', '/api/v1/people', { name: `Person ${person}`, phones })
    ).conversationId;
    // What is no mobile number is refused at once, and there is nothing to be in doubt about.
    if (person < refusing) await town.carrier.phone(numberOf(person) as `+${number}`).behaves({ errorCode: 21614 });
  });
  return conversations;
}

const writeAll = (members: Members, conversations: string[], intents: number[], random: Random, lanes: number) =>
  inLanes(lanes, intents, async (index) => {
    const person = index % conversations.length;
    const intent = { key: `intent-${index}`, to: numberOf(person), body: `Intent ${index} ${random.whole(1e6, 1e7)}` };
    await members.writes(conversations[person] as string, intent, 120_000);
  });

export interface OutboundSize {
  intents: number;
  people: number;
  /** How often a worker is killed. */
  killEveryMs: number;
  /** How many are killed at most. */
  mostKills: number;
  /** How long the fate of the last unknown ones is searched for. */
  searchMs: number;
  /** What the carrier does wrong all the while. */
  faults: object;
}

/** R3, R4: a carrier that takes a text and says nothing, or says that it failed, and workers that are killed. */
export function outboundDrill({ seed, say, ...size }: Drill & OutboundSize): Promise<Count[]> {
  return inTown({ webs: 1, workers: 2 }, async (town) => {
    const random = openRandom(seed);
    const members = openMembers(town);
    const conversations = await meetPeople(town, size.people, Math.ceil(size.people / 50));
    await town.carrier.misbehaves(size.faults);
    const open = "select count(*) from messages where status in ('queued', 'sending')";
    let isOver = false;
    const kills = planStrikes(random, {
      forMs: 3_600_000,
      everyMs: size.killEveryMs,
      kinds: ['worker killed'],
      downMs: 2000,
    });
    const nemesis = strike(town, kills.slice(0, size.mostKills), { isOver: () => isOver });
    await writeAll(members, conversations, [...Array(size.intents).keys()], random, 16);
    say(`${members.acknowledged.size} written`);
    for (let left = 1; left > 0; await pause(left > 0 ? 1000 : 0)) {
      left = await town.database.number(open);
      say(`${left} still to leave`);
    }
    isOver = true;
    const killed = await nemesis;
    await settle(town, 120_000);
    await search(town, size.searchMs);
    return [
      atLeast('workers killed', killed, 1),
      mustBe('intents confirmed', members.acknowledged.size, size.intents),
      ...(await outboundBooks(town, members)),
      ...(await countTown(town)),
    ];
  });
}

/** Everybody writes one text after the other, with a little rest between, until `isOver`. */
function writesOneByOne(provider: Provider, random: Random, people: number, isOver: () => boolean): Promise<unknown> {
  const write = async (person: number) => {
    for (let count = 1; !isOver(); count++) {
      await provider.delivers(text(numberOf(person), `Person ${person}, text ${count}`), 1, person);
      await pause(random.between(5, 50));
    }
  };
  return Promise.all([...Array(people).keys()].map(write));
}

/** R6: the database stops for a while under load; everybody writes one text after the other and expects them in order. */
export function databaseDrill({
  seed,
  say,
  downMs,
  people,
}: Drill & { downMs: number; people: number }): Promise<Count[]> {
  return inTown({ webs: 2, workers: 1 }, async (town) => {
    const random = openRandom(seed);
    const provider = openProvider(town, random);
    let isOver = false;
    const load = writesOneByOne(provider, random, people, () => isOver);
    await pause(1000);
    say('the database stops');
    await town.database.goesAway(downMs, 'stop');
    say(`the database is back, ${provider.acknowledged.length} acknowledged`);
    await pause(2000);
    isOver = true;
    await load;
    await settle(town, 60_000);
    const refused = [...provider.answers].filter(([status]) => !status.startsWith('2'));
    return [
      ...(await inboundBooks(town, provider)),
      countDisorder(provider.acknowledged, await storedOf(town)),
      mustBe(
        'webhooks answered with anything but 2xx',
        refused.reduce((sum, [, count]) => sum + count, 0),
        0,
      ),
      ...(await countTown(town)),
    ];
  });
}

/** R7: connections to the database are ended again and again, then it is full of others; afterwards all is as quick as it was. */
export function connectionsDrill({
  seed,
  say,
  forMs,
  idle,
  people,
}: Drill & { forMs: number; idle: number; people: number }): Promise<Count[]> {
  return inTown({ webs: 2, workers: 1 }, async (town) => {
    const random = openRandom(seed);
    const provider = openProvider(town, random);
    let isOver = false;
    const load = writesOneByOne(provider, random, people, () => isOver);
    const takenIn = async (ms: number) => {
      const before = provider.acknowledged.length;
      await pause(ms);
      return provider.acknowledged.length - before;
    };
    await pause(2000);
    const usual = await takenIn(windowMs);
    say(`${usual} texts acknowledged in ${windowMs / 1000} s, all being well`);
    const endsAt = now() + forMs;
    let ended = 0;
    for (; now() < endsAt; await pause(200)) ended += (await town.database.terminates(1)).length;
    say(`${ended} connections ended`);
    await pause(recoveryMs);
    const afterEnds = await takenIn(windowMs);
    const crowd = await town.database.crowds(idle);
    say(`${crowd.size} others are connected`);
    await pause(recoveryMs);
    await crowd.leaves();
    await pause(recoveryMs);
    const afterCrowd = await takenIn(windowMs);
    isOver = true;
    await load;
    await settle(town, 60_000);
    const percent = (count: number) => Math.round((100 * count) / usual);
    return [
      atLeast('connections ended', ended, forMs / 1000),
      atLeast('idle connections of others', crowd.size, 1),
      atLeast('pace 10 s after the last was ended, of the usual, in percent', percent(afterEnds), 95),
      atLeast('pace 10 s after the others left, of the usual, in percent', percent(afterCrowd), 95),
      ...(await inboundBooks(town, provider)),
      ...(await countTown(town)),
    ];
  });
}

/** Everything at once, for as long as one likes: texts both ways, and every misfortune at random moments. */
export function soak({
  seed,
  say,
  forMs,
  everyMs,
  kinds,
  searchMs,
}: Drill & { forMs: number; everyMs: number; kinds: Misfortune[]; searchMs: number }): Promise<Count[]> {
  return inTown({ webs: 2, workers: 2 }, async (town) => {
    const [random, chance] = [openRandom(seed), openRandom(seed + 1)];
    const provider = openProvider(town, chance);
    const members = openMembers(town);
    const conversations = await meetPeople(town, 200, 4);
    let isOver = false;
    const strikes = planStrikes(random, { forMs, everyMs, kinds });
    const write = async (lane: number) => {
      for (let count = 0; !isOver; count++) {
        await writeAll(members, conversations, [lane + 8 * count], chance, 1);
        await pause(chance.between(50, 400));
      }
    };
    const receive = async (lane: number) => {
      for (let count = 0; !isOver; count++) {
        await provider.delivers(text(numberOf(chance.whole(0, 999)), `Lane ${lane}, text ${count}`), 5);
        await pause(chance.between(50, 400));
      }
    };
    const load = [...Array(8).keys()].flatMap((lane) => [write(lane), receive(lane)]);
    const [fallen] = await Promise.all([strike(town, strikes, { say }), pause(forMs)]);
    isOver = true;
    await Promise.all(load);
    say(`${fallen} strikes; settling`);
    await settle(town, 120_000);
    await search(town, searchMs);
    return [
      atLeast('misfortunes', fallen, 1),
      ...(await inboundBooks(town, provider)),
      ...(await outboundBooks(town, members)),
      ...(await countTown(town)),
    ];
  });
}
