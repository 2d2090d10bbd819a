import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { openAsking, openClock, saturday } from '../support/asking.ts';
import type { Json } from '../support/browser.ts';
import { cast, type Name } from '../support/cast.ts';
import { inboundText, post } from '../support/twilio-posts.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const clock = openClock('2026-11-27T20:59:00Z');
const names: Name[] = ['Ana', 'Ben', 'Chidi', 'Dana', 'Emre', 'Farah', 'Gus', 'Ivo', 'Jo', 'Kofi', 'Lena'];
const world = await openOfficeHours(names, { clock });
const { office, phone } = world;
const asking = openAsking(world);
const people: Record<string, string> = {};
for (const { id, name } of (await office.must('GET', '/api/v1/people')).items) people[name] = id;

const loads = {
  ...saturday([]).content,
  steps: [
    { words: 'How many boxes can you take?', answering: { kind: 'number' as const, min: 0, max: 40, isWhole: true } },
  ],
};

/** Where a picture would be, if it could be fetched. */
const nowhere = 'http://127.0.0.1:9/2010-04-01/Media/ME1';

/** Everybody asks somebody new, on the same Friday, so that the stories do not meet. */
const left = [...names];
let who: Name;
beforeEach(() => {
  who = left.shift() as Name;
});

/** Asks `who` now, and answers the round. */
async function asks(name: string, words: string, changes: Json = {}): Promise<string> {
  const question = await asking.saves({
    ...saturday([people[who]!]),
    name,
    ...(Object.keys(changes).length > 0 && { content: { ...saturday([people[who]!]).content, ...changes } }),
  });
  const { id } = await office.must('POST', `/api/v1/questions/${question.id}/rounds`, {});
  await phone(who).shouldHear(words);
  return id;
}

/** What the last text of `who` was taken for, as its thread says. */
async function lastMatch(): Promise<Json | undefined> {
  const texts = (await office.messages(who)) as Json[];
  return texts.findLast(({ direction }) => direction === 'inbound')?.match;
}

const timesHeard = async (words: string): Promise<number> =>
  (await phone(who).screen()).filter(({ direction, body }) => direction === 'outbound' && body === words).length;

const personsOf = () => ({ audience: { groupIds: [], personIds: [people[who]!] } });

test('two questions overlap, a colleague writes in between, and each text is where it belongs, with its reason', async () => {
  const first = await asks('Saturday?', 'Can you drive on Saturday?');
  const words = 'B) How many boxes can you take?\n(Start your answer with B.)';
  const second = await asks('Boxes', words, { ...loads, ...personsOf() });

  await phone(who).texts('12');
  assert.equal((await asking.standing(second))[who], 'answered 12');
  const counted = await lastMatch();
  assert.deepEqual([counted?.outcome, counted?.reason, counted?.ask.name], ['answer', 'only_fitting', 'Boxes']);

  await office.texts(who, 'Is the van all right?');
  await phone(who).shouldHear('Is the van all right?');
  await phone(who).texts('It makes a noise');
  assert.deepEqual([(await lastMatch())?.outcome, (await lastMatch())?.reason], ['chat', 'colleague_wrote']);
  assert.equal((await asking.standing(first))[who], 'asked');

  await phone(who).texts('yes');
  assert.equal((await asking.standing(first))[who], 'answered yes');
  assert.equal((await lastMatch())?.reason, 'only_open');

  await phone(who).texts('sorry, no');
  assert.equal((await asking.standing(first))[who], 'answered no');
  assert.equal((await lastMatch())?.reason, 'correction');
});

test('what fits two questions needs a look, with both offered; a tag says which is meant', async () => {
  const first = await asks('Saturday?', 'Can you drive on Saturday?');
  const second = await asks('Sunday?', 'B) Can you drive on Sunday?\n(Start your answer with B.)', {
    steps: [{ words: 'Can you drive on Sunday?', answering: { kind: 'yes_no' } }],
  });
  await phone(who).texts('yes');
  const match = await lastMatch();
  assert.deepEqual([match?.outcome, match?.reason], ['needs_look', 'several_fit']);
  assert.deepEqual(
    match?.offered.map(({ name }: Json) => name),
    ['Saturday?', 'Sunday?'],
  );
  const [unclear] = (await office.must('GET', '/api/v1/unclear-replies')).items;
  assert.deepEqual([unclear.words, unclear.offered.length], ['yes', 2]);

  await phone(who).texts('B no');
  assert.equal((await asking.standing(second))[who], 'answered no');
  assert.equal((await lastMatch())?.reason, 'tag');

  // One click: the yes was for Saturday.
  await office.must('PUT', `/api/v1/messages/${unclear.messageId}/match`, { askId: unclear.offered[0].askId });
  assert.equal((await asking.standing(first))[who], 'answered yes');
  assert.deepEqual((await office.must('GET', '/api/v1/unclear-replies')).items, []);
  // And away again: what was counted from it counts no more.
  await office.must('PUT', `/api/v1/messages/${unclear.messageId}/match`, { askId: null });
  assert.equal((await asking.standing(first))[who], 'asked');
});

test('no two that are open have the same tag, also when the first was answered in between', async () => {
  const about = (words: string) => ({ steps: [{ words, answering: { kind: 'yes_no' } }] });
  await asks('One', 'One?', about('One?'));
  await asks('Two', 'B) Two?\n(Start your answer with B.)', about('Two?'));
  await phone(who).texts('A yes');
  const third = await asks('Three', 'A) Three?\n(Start your answer with A.)', about('Three?'));
  await phone(who).texts('A no');
  assert.equal((await asking.standing(third))[who], 'answered no');
});

test('a question in Spanish asks again in Spanish', async () => {
  const round = await asks('¿Sábado?', '¿Puedes conducir el sábado?', {
    language: 'es',
    steps: [{ words: '¿Puedes conducir el sábado?', answering: { kind: 'yes_no' } }],
  });
  await phone(who).texts('Morado');
  await phone(who).shouldHear('Perdón, no lo entendí. Por favor, responda sí o no.');
  await phone(who).texts('Sí, claro');
  assert.equal((await asking.standing(round))[who], 'answered yes');
});

test('a second question that waits its turn goes out when the first is answered', async () => {
  await asks('Saturday?', 'Can you drive on Saturday?');
  const sunday = await asking.saves({
    ...saturday([people[who]!], {
      overlap: 'wait',
      steps: [{ words: 'And on Sunday?', answering: { kind: 'yes_no' } }],
    }),
    name: 'Sunday?',
  });
  const { id } = await office.must('POST', `/api/v1/questions/${sunday.id}/rounds`, {});
  await until('it to be held', async () => (await asking.asks(id))[0]?.state === 'waiting');
  await phone(who).texts('yes');
  await phone(who).shouldHear('And on Sunday?');
  await phone(who).texts('no');
  assert.equal((await asking.standing(id))[who], 'answered no');
});

test('whoever is not understood is asked again, twice at most, and then a person has a look', async () => {
  const round = await asks('Boxes', 'How many boxes can you take?', { ...loads, ...personsOf() });
  const again = 'Sorry, I did not understand. Please answer with a number from 0 to 40.';
  await phone(who).texts('Purple');
  await phone(who).shouldHear(again);
  assert.deepEqual([(await lastMatch())?.outcome, (await lastMatch())?.reason], ['asked_again', 'not_understood']);
  await phone(who).texts('55');
  await until('the second time', async () => (await timesHeard(again)) === 2);
  await phone(who).texts('🤷');
  assert.equal((await lastMatch())?.outcome, 'needs_look');
  assert.equal((await asking.standing(round))[who], 'unclear');
  assert.equal(await timesHeard(again), 2);

  await phone(who).texts('8');
  assert.equal((await asking.standing(round))[who], 'answered 8');
  assert.deepEqual((await office.must('GET', '/api/v1/unclear-replies')).items, []);
});

test('STOP closes what is open, also in the middle of a check-in, and a YES after it is a return and no answer', async () => {
  const round = await asks('Saturday?', 'Can you drive on Saturday?');
  await phone(who).texts('STOP');
  assert.equal((await asking.standing(round))[who], 'closed');
  await phone(who).texts('YES');
  assert.equal((await asking.standing(round))[who], 'closed');
  assert.equal(await lastMatch(), undefined);
  // Back again, they are asked as everybody else.
  await asks('Sunday?', 'Can you drive on Sunday?', {
    steps: [{ words: 'Can you drive on Sunday?', answering: { kind: 'yes_no' } }],
  });
});

test('somebody phones in: the answer says who set it, and can be taken back', async () => {
  const round = await asks('Saturday?', 'Can you drive on Saturday?');
  await phone(who).texts('no');
  const [ask] = await asking.asks(round);
  const value = { kind: 'choice', ids: ['yes'] };
  const set = await office.must('PUT', `/api/v1/asks/${ask!.id}/answer`, { value });
  const me = await office.must('GET', '/api/v1/me');
  assert.deepEqual([set.answers[0].value.ids, set.answers[0].setBy], [['yes'], me.id]);
  await office.must('DELETE', `/api/v1/asks/${ask!.id}/answer`);
  assert.equal((await asking.standing(round))[who], 'answered no');
  assert.equal((await office.ask('DELETE', `/api/v1/asks/${ask!.id}/answer`)).body.code, 'cannot_undo');
  const wrong = await office.ask('PUT', `/api/v1/asks/${ask!.id}/answer`, { value: { kind: 'number', number: 3 } });
  assert.equal(wrong.status, 422);
});

test('a webhook that comes twice, also twice at once, counts once', async () => {
  const round = await asks('Saturday?', 'Can you drive on Saturday?');
  const before = await world.count('answers');
  const text = inboundText(cast[who], 'yes', { To: world.line.number });
  const twice = () => post(world.line.webhooks.inbound, text);
  assert.deepEqual(await Promise.all([twice(), twice()]), [204, 204]);
  assert.equal(await twice(), 204);
  assert.equal((await asking.standing(round))[who], 'answered yes');
  assert.equal((await world.count('answers')) - before, 1);
});

test('a picture, nothing, and 1,600 characters are no yes and no no', async () => {
  const round = await asks('Saturday?', 'Can you drive on Saturday?', { mostReasked: 0 });
  for (const text of [
    '   ',
    '😀🚚',
    'yes but only until noon',
    `${'I will have to see. '.repeat(80)}`.slice(0, 1600),
  ]) {
    await phone(who).texts(text);
    assert.equal((await lastMatch())?.outcome, 'needs_look', text.slice(0, 30));
  }
  const picture = inboundText(cast[who], '', {
    To: world.line.number,
    NumMedia: '1',
    MediaUrl0: nowhere,
    MediaContentType0: 'image/jpeg',
  });
  assert.equal(await post(world.line.webhooks.inbound, picture), 204);
  assert.equal((await lastMatch())?.reading?.code, 'only_picture');
  await phone(who).texts('please STOP asking me this');
  assert.equal((await asking.standing(round))[who], 'unclear');
});
