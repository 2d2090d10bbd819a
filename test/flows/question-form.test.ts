import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sayRefusal } from '../../web/words/say-refusal-es.ts';
import { openAsking, openClock, saturday } from '../support/asking.ts';
import type { Json } from '../support/browser.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const clock = openClock('2026-11-26T15:00:00Z');
const world = await openOfficeHours(['Ana', 'Ben'], { clock });
const { office } = world;
const asking = openAsking(world);
const [ana, ben] = (await office.must('GET', '/api/v1/people')).items;

const offering = (...labels: string[]) => [
  {
    words: 'When can you come?',
    answering: { kind: 'choice' as const, choices: labels.map((label, at) => ({ id: `${at}`, label })) },
  },
];

test('what cannot be asked is refused with a sentence for each field, and nothing is saved', async () => {
  const wrong: [Json, string][] = [
    [{ steps: offering('Morning', 'Cancel') }, 'content.steps.0.answering.choices'],
    [{ steps: offering('Morning') }, 'content.steps.0.answering.choices'],
    [{ steps: offering('Morning', 'morning') }, 'content.steps.0.answering.choices'],
    [{ audience: { groupIds: [], personIds: [] } }, 'content.audience'],
    [{ audience: { groupIds: [crypto.randomUUID()], personIds: [] } }, 'content.audience.groupIds'],
    [{ steps: [{ words: ' ', answering: { kind: 'yes_no' } }] }, 'content.steps.0.words'],
    [{ closing: { daysLater: 0, at: '09:00' } }, 'content.closing.at'],
    [{ schedule: { ...saturday([]).content.schedule, zone: 'Mars/Olympus' } }, 'content.schedule.zone'],
    [{ schedule: { ...saturday([]).content.schedule, endsOn: '2026-01-01' } }, 'content.schedule.endsOn'],
    [{ quota: { id: 'maybe', places: 3, filled: 'Full.' } }, 'content.quota.id'],
    [{ rules: [{ when: 'unclear', act: { kind: 'assign', memberId: crypto.randomUUID() } }] }, 'content.rules'],
  ];
  for (const [changes, field] of wrong) {
    const question = { ...saturday([ana.id]), content: { ...saturday([ana.id]).content, ...changes } };
    const answer = await office.ask('POST', '/api/v1/questions', question);
    assert.equal(answer.status, 422, answer.text);
    assert.ok(answer.body.fields[field], `${field}: ${answer.text}`);
    assert.equal((await office.ask('POST', '/api/v1/question-plans', question)).status, 422);
  }
  assert.match(
    (await office.ask('POST', '/api/v1/questions', { ...saturday([ana.id], { steps: offering('Morning', 'Cancel') }) }))
      .text,
    /unsubscribed/,
  );
  assert.deepEqual((await office.must('GET', '/api/v1/questions')).items, []);
  const member = await office.colleague('Mo');
  assert.equal((await member.ask('POST', '/api/v1/questions', saturday([ana.id]))).status, 403);
});

test('with all its choices a question is one text, when it is asked and when it is asked again', async () => {
  const letters = [...'abcdefghijklmnopqrstuvwxyz'].slice(0, 20);
  const asks = async (words: string, labelLength: number) => {
    const labels = letters.map((letter) => letter.repeat(labelLength));
    const steps = offering(...labels).map((step) => ({ ...step, words }));
    return office.ask('POST', '/api/v1/question-plans', saturday([ana.id], { steps }));
  };
  assert.equal((await asks('x'.repeat(938), 28)).status, 200);
  const long: [answer: Awaited<ReturnType<typeof asks>>, characters: number][] = [
    [await asks('x'.repeat(939), 28), 1601],
    [await asks('Where?', 74), 1640],
  ];
  for (const [{ status, body }, characters] of long) {
    const says = `With all there is to choose from this is ${characters} characters long. A text can have 1600.`;
    assert.deepEqual([status, body.fields], [422, { 'content.steps.0.answering.choices': says }]);
    assert.match(sayRefusal(says), new RegExp(`^Con todo .* ${characters} caracteres\\. .* 1600\\.$`));
  }
});

test('the plan shows the next five dates of each zone, with what is left out, and a holiday takes a round away', async () => {
  await office.must('PATCH', `/api/v1/people/${ben.id}`, { timeZone: 'Asia/Kathmandu' });
  const { items: plans, overlaps } = await office.must('POST', '/api/v1/question-plans', saturday([ana.id, ben.id]));
  assert.deepEqual(overlaps, []);
  assert.deepEqual(
    plans.map(({ timeZone, asks }: Json) => [timeZone, asks[0].askedAt, asks.length]),
    [
      ['America/New_York', '2026-11-27T21:00:00Z', 5],
      ['Asia/Kathmandu', '2026-11-27T10:15:00Z', 5],
    ],
  );
  const question = await asking.saves(saturday([ana.id, ben.id]));
  assert.equal(question.nextOpensAt, '2026-11-27T10:15:00.000Z');
  const other = await office.must('POST', '/api/v1/question-plans', {
    ...saturday([ben.id], { steps: [{ words: 'Boxes? Reply END when done', answering: { kind: 'number' } }] }),
  });
  assert.deepEqual(other.overlaps, [{ questionId: question.id, name: 'Saturday?', date: '2026-11-27', people: 1 }]);
  assert.deepEqual(other.warnings, [{ step: 0, code: 'wording_has_keyword', keyword: 'stop', word: 'END' }]);
  await office.must('PUT', '/api/v1/holidays', { items: [{ date: '2026-11-27', name: 'Day after Thanksgiving' }] });
  assert.equal((await office.must('GET', `/api/v1/questions/${question.id}`)).nextDate, '2026-12-04');
  await office.must('PUT', '/api/v1/holidays', { items: [] });
  assert.equal((await office.must('GET', `/api/v1/questions/${question.id}`)).nextDate, '2026-11-27');
});

test('a reply that is tried out is read by what reads the real ones', async () => {
  const trial = (body: string) =>
    office.must('POST', '/api/v1/question-trials', { answering: { kind: 'yes_no' }, language: 'en', body });
  const sure = await trial('Yep!!');
  assert.deepEqual([sure.sureness, sure.value.ids], ['sure', ['yes']]);
  assert.equal((await trial('yes but no')).sureness, 'unsure');
  assert.equal((await trial('purple')).sureness, 'none');
});

test('a question can be changed, paused, put away and brought back; what is repeated changes nothing', async () => {
  const question = await asking.saves(saturday([ana.id]));
  const path = `/api/v1/questions/${question.id}`;
  const changed = await office.must('PATCH', path, { name: 'Saturday drive' });
  assert.deepEqual([changed.version, changed.name, changed.content], [2, 'Saturday drive', question.content]);
  const paused = await office.must('POST', `${path}/pause`);
  assert.ok(paused.pausedAt);
  assert.deepEqual(await office.must('POST', `${path}/pause`), paused);
  assert.equal((await office.ask('POST', `${path}/rounds`)).body.code, 'question_rests');
  assert.equal((await office.must('DELETE', `${path}/pause`)).pausedAt, null);
  assert.ok((await office.must('POST', `${path}/archival`)).archivedAt);
  const ids = async (query: string) =>
    (await office.must('GET', `/api/v1/questions${query}`)).items.map(({ id }: Json) => id);
  assert.ok(!(await ids('')).includes(question.id));
  assert.ok((await ids('?archived=true')).includes(question.id));
  assert.equal((await office.must('DELETE', `${path}/archival`)).archivedAt, null);
});

test('a question that is saved anew after a lost answer is saved once, and another one has a key of its own', async () => {
  const question = { ...saturday([ana.id]), name: ' Once ' };
  const key = { 'idempotency-key': 'once' };
  const save = (changes: Partial<typeof question> = {}, headers = key, as = office) =>
    as.ask('POST', '/api/v1/questions', { ...question, ...changes }, headers);
  const answers = await Promise.all([save(), save(), save()]);
  const [first] = answers;
  for (const { status, body } of answers) assert.deepEqual([status, body], [201, first?.body]);
  await office.must('PATCH', `/api/v1/questions/${first?.body.id}`, { name: 'Renamed' });
  assert.deepEqual([(await save()).body.id, (await save()).body.name], [first?.body.id, 'Renamed']);
  for (const other of [{ name: 'Other' }, { content: saturday([ben.id]).content }]) {
    const { status, body } = await save(other);
    assert.deepEqual([status, body.code, body.questionId], [409, 'idempotency_key_reused', first?.body.id]);
  }
  assert.equal((await save({}, { 'idempotency-key': 'two words' })).status, 422);
  const max = await office.colleague('Max', 'manager');
  const ids = [first, await save({}, key, max), await save({}, { 'idempotency-key': 'twice' })].map(
    (one) => one?.body.id,
  );
  assert.equal(new Set(ids).size, 3);
  const { items } = await office.must('GET', '/api/v1/questions');
  assert.deepEqual(
    items.map(({ name }: Json) => name).filter((name: string) => ['Once', 'Renamed'].includes(name)),
    ['Renamed', 'Once', 'Once'],
  );
});

test('a question that was saved is told anew, also when somebody of its audience is gone by now', async () => {
  const { id: goneId } = await office.must('POST', '/api/v1/people', { name: 'Gus', phones: ['+12125550177'] });
  const save = (name = 'Gus?') =>
    office.ask('POST', '/api/v1/questions', { ...saturday([ana.id, goneId]), name }, { 'idempotency-key': 'gone' });
  const first = await save();
  assert.equal(first.status, 201, first.text);
  const { id } = await office.must('POST', '/api/v1/people-removals', { ids: [goneId], expected: 1 });
  const isRemoved = async () => (await office.must('GET', `/api/v1/people-removals/${id}`)).state === 'removed';
  await until('Gus to be gone', isRemoved);
  const again = await save();
  assert.deepEqual([again.status, again.body.id], [201, first.body.id]);
  assert.deepEqual([(await save('Other')).status, (await save('Other')).body.code], [409, 'idempotency_key_reused']);
});
