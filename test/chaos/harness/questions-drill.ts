import { pause } from '../../../bench/harness/program.ts';
import { openRandom } from '../../support/random.ts';
import { newSid } from '../../support/twilio-posts.ts';
import { until } from '../../support/until.ts';
import { atLeast, type Count, mustBe, none } from './count.ts';
import { meetCrowd } from './crowd.ts';
import type { Drill } from './drills.ts';
import { planStrikes, strike } from './nemesis.ts';
import { numberOf, openProvider } from './senders.ts';
import { countTown, settle } from './settle.ts';
import { openTown, type Town } from './town.ts';

const words = 'Can you drive on Saturday?';
const patienceMs = 300_000;

/**
 * A question goes to many people, and everybody answers at once, while one process after the other is killed: each is
 * asked once, and each answer counts once.
 */
export async function questionsDrill({
  seed,
  say,
  people,
  kills,
}: Drill & { people: number; kills: number }): Promise<Count[]> {
  const town = await openTown({ webs: 2, workers: 2 });
  try {
    const random = openRandom(seed);
    const provider = openProvider(town, random);
    const groupId = await meetCrowd(town, people);
    const question = await town.office.must('POST', '/api/v1/questions', questionFor(groupId));
    let isOver = false;
    const strikes = planStrikes(random, {
      forMs: 3_600_000,
      everyMs: 1500,
      kinds: ['worker killed', 'web killed'],
      downMs: 500,
    }).slice(0, kills);
    const nemesis = strike(town, strikes, { isOver: () => isOver, say });
    const asked = `/api/v1/questions/${question.id}/rounds`;
    await until(
      'the question to be asked',
      () => town.office.ask('POST', asked, {}).then(isDone, () => false),
      patienceMs,
    );
    await answerAll(town, provider, people, say);
    const fallen = await nemesis;
    isOver = true;
    await settle(town, patienceMs);
    return [atLeast('times that something was killed', fallen, kills), ...(await countAnswers(town, people))];
  } finally {
    await town.close();
  }
}

// Whoever was killed after the commit has asked, and says the second time that it was asked today.
const isDone = ({ status, body }: { status: number; body: { code?: string } }) =>
  status === 201 || body.code === 'asked_already';

const answerOf = (person: number) => (person % 3 === 0 ? 'no' : 'yes');

/** Everybody answers as soon as they have been asked. */
async function answerAll(
  town: Town,
  provider: ReturnType<typeof openProvider>,
  people: number,
  say: (line: string) => void,
): Promise<void> {
  const answered = new Set<number>();
  const isAsked = `select address from asks join phones on phones.person_id = asks.person_id where state = 'asked'`;
  for (const deadline = Date.now() + patienceMs; answered.size < people; ) {
    if (Date.now() > deadline) throw new Error(`Only ${answered.size} of ${people} were asked.`);
    const rows = await town.database.query(isAsked);
    const some = rows
      .map(({ address }) => Number(address.slice(-4)) - 1000)
      .filter((person) => !answered.has(person))
      .slice(0, 40);
    await Promise.all(
      some.map(async (person) => {
        const text = { sid: newSid(), from: numberOf(person), body: answerOf(person) };
        while (!(await provider.delivers(text, 3)));
        answered.add(person);
      }),
    );
    if (some.length === 0) await pause(100);
    else say(`${answered.size} of ${people} have answered`);
  }
}

async function countAnswers(town: Town, people: number): Promise<Count[]> {
  const { number, query } = town.database;
  const log = (await town.log()).filter(({ body }) => body === words);
  const times = Map.groupBy(log, ({ to }) => to);
  const wrong = await query(`
    select address, answers.value->'ids'->>0 as said from asks join phones on phones.person_id = asks.person_id
    join answers on answers.ask_id = asks.id`);
  return [
    mustBe('people asked', await number('select count(*) from asks'), people),
    mustBe('people asked more than once', await number(doubled('asks', 'person_id')), 0),
    mustBe('questions written', await number(`select count(*) from ask_texts where part = 'question'`), people),
    mustBe('questions in the thread', await number(`select count(*) from messages where body = '${words}'`), people),
    none(
      'people who got it twice',
      [...times].filter(([, texts]) => texts.length > 1).map(([to]) => to),
    ),
    mustBe('people who have answered', await number(`select count(*) from asks where state = 'answered'`), people),
    mustBe('answers', await number('select count(*) from answers'), people),
    mustBe('replies matched', await number(`select count(*) from reply_matches where outcome = 'answer'`), people),
    none(
      'answers that say something else',
      wrong
        .filter(({ address, said }) => said !== answerOf(Number(address.slice(-4)) - 1000))
        .map(({ address }) => address),
    ),
    ...(await countTown(town)),
  ];
}

const doubled = (table: string, column: string) =>
  `select count(*) from (select from ${table} group by ${column} having count(*) > 1) as doubled`;

const questionFor = (groupId: string) => ({
  name: 'Saturday?',
  content: {
    language: 'en',
    steps: [{ words, answering: { kind: 'yes_no' } }],
    schedule: {
      repeat: { every: 'weeks', n: 1, weekdays: [6] },
      startsOn: new Date(Date.now() + 40 * 24 * 3_600_000).toISOString().slice(0, 10),
      at: '16:00',
      zone: 'person',
      skipDates: [],
    },
    audience: { groupIds: [groupId], personIds: [] },
    closing: { afterMinutes: 1440 },
    overlap: 'tag',
    mostReasked: 2,
    rules: [],
  },
});
