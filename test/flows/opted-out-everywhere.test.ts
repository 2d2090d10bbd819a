import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openClock, someday } from '../support/asking.ts';
import type { Json } from '../support/browser.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const clock = openClock(new Date().toISOString());
const world = await openOfficeHours([], { clock });
const { office, line, query } = world;

/** Somebody whom nobody has texted yet. */
async function meet() {
  met += 1;
  const number = `+${14_155_560_000 + met}` as const;
  const phone = world.phone(number);
  await phone.behaves({});
  const person = await office.must('POST', '/api/v1/people', { name: `Somebody ${met}`, phones: [number] });
  const { id, conversationId } = person as { id: string; conversationId: string };
  return { id, conversationId, number, phone, messages: `/api/v1/conversations/${conversationId}/messages` };
}
let met = 0;
type Who = Awaited<ReturnType<typeof meet>>;

const count = async (from: ReturnType<typeof sql>) =>
  (await query(sql`select count(*)::int as count from ${from}`))[0]!.count as number;
const waiting = ({ conversationId }: Who) => count(sql`outbox where conversation_id = ${conversationId}`);
const attempts = ({ conversationId }: Who) => count(sql`attempts where conversation_id = ${conversationId}`);
const newest = async ({ messages }: Who): Promise<Json> => (await office.must('GET', messages)).items.at(-1);
const status = (who: Who, wanted: string) =>
  until(`a text that is ${wanted}`, async () => (await newest(who))?.status === wanted);

async function delivered(who: Who): Promise<Json> {
  await office.must('POST', who.messages, { body: 'Hello' });
  await status(who, 'delivered');
  return newest(who);
}

const nudges = { afterMinutes: 600, most: 1, words: ['Still there?'] };

/** A round of a question in which they were asked. */
async function asked(who: Who): Promise<string> {
  const question = await office.must('POST', '/api/v1/questions', someday([who.id], { nudges }));
  const { id } = await office.must('POST', `/api/v1/questions/${question.id}/rounds`);
  await status(who, 'delivered');
  return id;
}

interface Way {
  /** A member writes to them alone: to somebody who only seems to ask, they may. */
  isPersonal?: true;
  /** They ask for it: who only seems to ask for no more texts gets it, unless they say that later. */
  isAsked?: true;
  /** Where in the code a text is put into the queue. */
  file: string;
  /** What comes before, while they may be texted. */
  before?: (who: Who) => Promise<unknown>;
  /** The text itself: refused, passed over or written. */
  go: (who: Who, begun: never) => Promise<unknown>;
}

/** Every way on which a text can leave. A new one has its place here. */
const ways: Record<string, Way> = {
  'a text by a member': {
    isPersonal: true,
    file: 'messages/write.ts',
    go: ({ messages }) => office.ask('POST', messages, { body: 'Hello?' }),
  },
  'a planned text, once it is for now': {
    isPersonal: true,
    file: 'messages/write.ts',
    async go({ messages }) {
      const sendAt = new Date(clock.now().getTime() + 3_600_000).toISOString();
      const planned = await office.ask('POST', messages, { body: 'Hello?', sendAt });
      if (planned.status === 201) await office.must('PATCH', `/api/v1/messages/${planned.body.id}`, { sendAt: null });
    },
  },
  'another try of a text that failed': {
    isPersonal: true,
    file: 'messages/write.ts',
    async before(who) {
      await who.phone.behaves({ delivery: 'failed', errorCode: 30003 });
      await office.must('POST', who.messages, { body: 'Hello' });
      await status(who, 'failed');
      await who.phone.behaves({});
      return (await newest(who)).id;
    },
    go: (_, failedId: string) => office.ask('POST', `/api/v1/messages/${failedId}/retry`),
  },
  'a text of which nobody knows whether it left': {
    isPersonal: true,
    file: 'messages/send-again.ts',
    async before(who) {
      const { id } = await delivered(who);
      await query(sql`update messages set status = 'unknown', error_code = 'no_trace' where id = ${id}`);
      return id;
    },
    go: (_, doubtedId: string) =>
      office.must('POST', `/api/v1/messages/${doubtedId}/decision`, { choice: 'send_again' }),
  },
  'a question': {
    file: 'questions/ask-due.ts',
    before: async ({ id }) => (await office.must('POST', '/api/v1/questions', someday([id]))).id,
    async go(_, questionId: string) {
      const round = await office.must('POST', `/api/v1/questions/${questionId}/rounds`);
      const path = `/api/v1/rounds/${round.id}/asks`;
      await until('the question to be asked', async () => {
        const [ask] = (await office.must('GET', path)).items;
        return ask && ask.state !== 'waiting';
      });
    },
  },
  'a reminder': {
    file: 'questions/nudge-due.ts',
    before: asked,
    go: (_, roundId: string) => office.must('POST', `/api/v1/rounds/${roundId}/nudges`),
  },
  'a text to those of a round': {
    file: 'questions/text-some.ts',
    before: asked,
    go: (_, roundId: string) =>
      office.must('POST', `/api/v1/rounds/${roundId}/texts`, {
        body: 'Please answer',
        to: { states: ['asked', 'closed', 'unclear', 'skipped'] },
      }),
  },
  'what is said to an answer': {
    file: 'questions/say.ts',
    before: asked,
    go: ({ phone }) => phone.texts('purple'),
  },
  'what is said to HELP': {
    file: 'messages/answer-keyword.ts',
    isAsked: true,
    go: ({ phone }) => phone.texts('info.'),
  },
  'a broadcast': {
    file: 'broadcasts/write-texts.ts',
    async before({ id: personId }) {
      const audience = { groupIds: [], personIds: [personId], exceptGroupIds: [], exceptPersonIds: [] };
      return (await office.must('POST', '/api/v1/broadcasts', { name: 'Road', body: 'It is closed.', audience })).id;
    },
    async go(_, broadcastId: string) {
      const path = `/api/v1/broadcasts/${broadcastId}`;
      const { willGet } = await office.must('GET', `${path}/look`);
      await office.ask('POST', `${path}/dispatch`, { expected: willGet });
      clock.on(1);
    },
  },
};

const asks = 'please stop texting me';

interface Begun {
  name: string;
  way: Way;
  who: Who;
  begun: never;
  /** How often somebody has tried to send them something so far. */
  tried: number;
}

/** Somebody on each way, as far as it goes while they may be texted. */
const begin = (): Promise<Begun[]> =>
  Promise.all(
    Object.entries(ways).map(async ([name, way]) => {
      const who = await meet();
      const begun = (await way.before?.(who)) as never;
      return { name, way, who, begun, tried: await attempts(who) };
    }),
  );

/** Which of them were tried to be texted since, once others who were written to later have got their text. */
async function textedSince(all: Begun[]): Promise<string[]> {
  for (const { who } of all) await until('an empty queue', async () => (await waiting(who)) === 0);
  await delivered(await meet());
  const texted = await Promise.all(all.map(async ({ name, who, tried }) => (await attempts(who)) > tried && name));
  return texted.filter((name) => name !== false);
}

const namesOf = (isWanted: (way: Way) => unknown) => Object.keys(ways).filter((name) => isWanted(ways[name]!));

for (const [words, ofThose, ofThese] of [
  ['STOP', [], []],
  [asks, namesOf(({ isPersonal, isAsked }) => isPersonal || isAsked), namesOf(({ isPersonal }) => isPersonal)],
] as const) {
  test(`after “${words}” nothing leaves${ofThose.length > 0 ? ' but what a member writes to them alone' : ''}`, async () => {
    const all = await begin();
    for (const { who } of all) await who.phone.texts(words);
    await Promise.all(all.map(({ way, who, begun }) => way.go(who, begun)));
    assert.deepEqual(await textedSince(all), ofThose);
  });

  test(`what waits when “${words}” comes in is taken back${ofThese.length > 0 ? ', but for that' : ''}`, async () => {
    const all = await begin();
    const pause = `/api/v1/lines/${line.id}/pause`;
    await office.must('POST', pause);
    await Promise.all(all.map(({ way, who, begun }) => way.go(who, begun)));
    for (const { name, who } of all) await until(`${name} to wait`, async () => (await waiting(who)) > 0);
    for (const { who } of all) await who.phone.texts(words);
    await office.must('DELETE', pause);
    assert.deepEqual(await textedSince(all), ofThese);
    const left: readonly string[] = ofThese;
    for (const { name, who } of all.filter((each) => !left.includes(each.name))) {
      const [stopped] = await query(sql`select status from messages
        where conversation_id = ${who.conversationId} and direction = 'outbound' order by id desc limit 1`);
      assert.equal(stopped!.status, 'canceled', name);
    }
  });
}

test('there is no other way', async () => {
  const folder = new URL('../../src/domain/', import.meta.url);
  const files = (await readdir(folder, { recursive: true })).filter((path) => path.endsWith('.ts'));
  const found = [];
  for (const path of files) {
    const text = await readFile(new URL(path, folder), 'utf8');
    if (/await (?:writeToMany|enqueue)\(/.test(text)) found.push(path);
  }
  assert.deepEqual(found.sort(), [...new Set(Object.values(ways).map(({ file }) => file))].sort());
});
