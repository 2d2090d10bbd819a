import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { chooseFor } from '../../src/domain/lines/lines.ts';
import { holding } from '../support/held.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana', 'Ben']);
const { office, carrier } = world;
const add = (phones: string[], more: object = {}) =>
  office.ask('POST', '/api/v1/people', { name: 'Uma Reyes', phones, ...more });
let lastNumber = 2670;
const newNumber = () => {
  lastNumber += 1;
  return `+1415555${lastNumber}`;
};

test('the same number in any spelling is the same person', async () => {
  const uma = await add(['(415) 555-2671'], { groups: ['Drivers', 'Drivers '], fields: { Shift: 'Early' } });
  assert.equal(uma.status, 201);
  assert.deepEqual(uma.body.phones, ['+14155552671']);
  assert.deepEqual([uma.body.groups, uma.body.fields], [['Drivers'], { Shift: 'Early' }]);
  const { id, name, conversationId } = uma.body;
  const spellings = [
    '+14155552671',
    '415-555-2671',
    '415.555.2671',
    '1 415 555 2671',
    '+1 (415) 555-2671',
    ' 4155552671 ',
    '４１５５５５２６７１',
    'tel:+1-415-555-2671',
    '\u202a+1 415 555 2671\u202c',
    '011 1 415 555 2671',
  ];
  for (const spelling of spellings) {
    const again = await add([newNumber(), spelling]);
    assert.equal(again.status, 409, spelling);
    assert.deepEqual([again.body.code, again.body.existing], ['person_exists', { id, name, conversationId }], spelling);
  }
  assert.equal(await world.count('people'), 3);
  const [{ orphans }] = await world.query(sql`select count(*)::int as orphans from conversations
    where not exists (select from people where people.id = conversations.person_id)`);
  assert.equal(orphans, 0);
});

test('a number that no phone can have is refused, and the field says which', async () => {
  const wrong = [
    '',
    ' ',
    '12345',
    '911',
    '40404',
    '+40404',
    '0014155552671',
    '+1 415 555 267',
    '+1 415 555 26711',
    'BANK',
    '1-800-FLOWERS',
    'call +1 415 555 2671 now',
    '+1 415 555 2671 ext. 5',
    '++14155552671',
    '+1 415 555 2671 / +1 415 555 2672',
    '%',
    '+',
    '\u0000',
    'a'.repeat(5000),
    '+999 123 456 789',
    '0'.repeat(39),
  ];
  for (const typed of wrong) {
    const answer = await add([newNumber(), typed]);
    assert.deepEqual(
      [answer.status, Object.keys(answer.body.fields)],
      [422, ['phones.1']],
      JSON.stringify(typed.slice(0, 40)),
    );
    assert.match(answer.body.fields['phones.1'], /^[A-Z].*\.$|\d$/);
  }
  for (const phones of [[], Array.from({ length: 11 }, newNumber)]) {
    assert.deepEqual(Object.keys((await add(phones)).body.fields), ['phones']);
  }
  assert.equal(await world.count('people'), 3);
});

test('20 people with one number at once are one person', async () => {
  const number = newNumber();
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => add([number], { name: `Uma ${index}` })));
  const made = answers.filter(({ status }) => status === 201);
  assert.equal(made.length, 1);
  for (const { status, body } of answers) {
    if (status === 201) continue;
    assert.deepEqual([status, body.existing?.id], [409, made[0]!.body.id]);
  }
});

test('a person is changed in part, and never into somebody else', async () => {
  const [number, more] = [newNumber(), newNumber()];
  const vic = (await add([number], { name: 'Vic', fields: { a: 'b' }, timeZone: 'America/Denver' })).body;
  const path = `/api/v1/people/${vic.id}`;
  const changed = await office.must('PATCH', path, { phones: [number, more] });
  assert.deepEqual(
    [changed.phones, changed.name, changed.fields, changed.timeZone],
    [[number, more], 'Vic', { a: 'b' }, 'America/Denver'],
  );
  const turned = await office.must('PATCH', path, { phones: [more, number] });
  assert.deepEqual(turned.phones, [more, number]);
  const again = await office.must('PATCH', path, { phones: [number, more] });
  assert.deepEqual(again, { ...changed, version: changed.version + 2 });
  const taken = await office.ask('PATCH', path, { phones: ['(415) 555-2671'], name: 'Not Vic' });
  assert.deepEqual([taken.status, taken.body.existing.name], [409, 'Uma Reyes']);
  assert.deepEqual(await office.must('GET', path), again);
  assert.deepEqual((await office.must('GET', '/api/v1/people?search=vic')).items.length, 1);
  assert.deepEqual(
    (await office.must('GET', `/api/v1/people?search=${encodeURIComponent('555-2671')}`)).items[0].name,
    'Uma Reyes',
  );
});

test('pages of people hold everybody once', async () => {
  const seen: string[] = [];
  for (let next: string | null = ''; next !== null; ) {
    const page = await office.must('GET', `/api/v1/people?limit=2&after=${next}`);
    assert.ok(page.items.length <= 2);
    seen.push(...page.items.map(({ id }: { id: string }) => id));
    next = page.next;
  }
  assert.deepEqual([seen.length, new Set(seen).size], [await world.count('people'), seen.length]);
});

test('pages of conversations hold every one once, in each view', async () => {
  for (const name of ['Ana', 'Ben'] as const) await world.phone(name).texts('Hello');
  for (const view of ['all', 'waiting', 'unassigned']) {
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const page = await office.must('GET', `/api/v1/conversations?view=${view}&limit=1&after=${next}`);
      seen.push(...page.items.map(({ id }: { id: string }) => id));
      next = page.next;
    }
    const { [view]: count } = await office.must('GET', '/api/v1/conversation-counts');
    assert.deepEqual([seen.length, new Set(seen).size], [count, count], view);
  }
});

test('practice people are only ever texted over the practice line, and real people never once there is a real one', async () => {
  await office.must('POST', '/api/v1/practice-crew');
  const { items: crew } = await office.must('GET', '/api/v1/practice/phones');
  const practised = crew.find(
    ({ conversationId, name }: { conversationId: string; name: string }) => conversationId && !/Ana|Ben/.test(name),
  );
  const [{ team_id: teamId }] = await world.query(sql`select team_id from lines`);
  const scope = { ...world.app.floor, teamId };
  const lineOf = async (isPractice: boolean, last: string | null = null) =>
    (await chooseFor(scope, { isPractice }, last)).label;
  assert.deepEqual([await lineOf(true), await lineOf(false)], ['Practice line', 'Practice line']);

  const accountSid = `AC${'f'.repeat(32)}`;
  const number = '+12025550180';
  const settings = { accountSid, authToken: 'carrier-token', baseUrl: carrier.url };
  const real = await office.must('POST', '/api/v1/lines', { provider: 'twilio', label: 'Main', number, settings });
  for (const last of [null, real.id, world.line.id, crypto.randomUUID()]) {
    assert.deepEqual([await lineOf(true, last), await lineOf(false, last)], ['Practice line', 'Main'], String(last));
  }
  // Ana has written over the practice line, and is answered over the real one all the same.
  await office.texts('Ana', 'Over the real one');
  await office.shouldSeeStatus('Ana', 'delivered');
  await office.must('POST', `/api/v1/conversations/${practised.conversationId}/messages`, { body: 'For practice' });
  await world.phone(practised.number).shouldHear('For practice');
  const sent = (await carrier.log()).map(({ from, body }) => [body, from] as const);
  assert.deepEqual(
    new Map(sent),
    new Map([
      ['Over the real one', number],
      ['For practice', world.line.number],
    ]),
  );
});

test('whoever is removed is gone with their texts, and whoever said STOP has still said it', async () => {
  await world.phone('Ben').texts('STOP');
  const before = await world.count('people');
  const { person } = await office.must('GET', `/api/v1/conversations/${office.conversationWith('Ben')}`);
  await office.must('DELETE', `/api/v1/people/${person.id}`);
  assert.equal((await office.ask('GET', `/api/v1/conversations/${office.conversationWith('Ben')}`)).status, 404);
  assert.equal((await office.ask('DELETE', `/api/v1/people/${person.id}`)).status, 404);
  assert.equal(await world.count('people'), before - 1);
  assert.deepEqual(
    await world.query(sql`select 1 from messages where from_address = ${world.phone('Ben').number}`),
    [],
  );
  const again = await office.meets('Ben');
  assert.ok(again.optedOutAt);
});

test('whoever is removed while somebody takes back a text to them, or an act, is gone, and nobody waits for the other', async () => {
  const { db } = world.app.floor;
  const known = async () => {
    const { id, conversationId } = (await add([newNumber()])).body;
    return { path: `/api/v1/people/${id}`, conversation: `/api/v1/conversations/${conversationId}`, conversationId };
  };
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  const text = await known();
  const planned = { body: 'See you', sendAt: tomorrow };
  const { id: messageId } = await office.must('POST', `${text.conversation}/messages`, planned);
  const act = await known();
  const { actId } = await office.must('POST', `${act.conversation}/closure`);
  for (const [rows, path, order] of [
    [
      sql`select from outbox where message_id = ${messageId} for update`,
      text.path,
      ['DELETE', `/api/v1/messages/${messageId}`],
    ],
    [
      sql`select from conversations where id = ${act.conversationId} for no key update`,
      act.path,
      ['POST', `/api/v1/acts/${actId}/undo`],
    ],
  ] as const) {
    const answers: Promise<{ status: number }>[] = [];
    await holding(db, rows, async (queue) => {
      answers.push(office.ask('DELETE', path));
      await queue(1);
      answers.push(office.ask(order[0], order[1]));
      await queue(2);
      // Only who has waited for a second looks whether they wait for each other: not the one who comes last.
      await queue(2, 1100);
    });
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    assert.ok(statuses[0] === 204 && [404, 409].includes(statuses[1] as number), `${order}: ${statuses}`);
  }
});
