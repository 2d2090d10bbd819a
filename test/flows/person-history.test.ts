import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openAsking, someday } from '../support/asking.ts';
import type { Json } from '../support/browser.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana', 'Ben']);
const { office, phone } = world;
const asking = openAsking(world);
const [ana, ben] = (await office.must('GET', '/api/v1/people')).items;
const history = (query = '', id = ana.id) => office.must('GET', `/api/v1/people/${id}/history${query}`);

/** An item in a few words. */
const say = ({ kind, text, note, act, optOut, answer }: Json): string =>
  [kind, text?.body ?? note?.body ?? act?.kind ?? optOut?.kind ?? answer?.value.ids[0]].join(' ');

test('all that happened with a person is one list, the newest first, and can be narrowed', async () => {
  await phone('Ana').texts('Good morning');
  await office.must('POST', `/api/v1/conversations/${ana.conversationId}/notes`, { body: 'She sounds fine' });
  await office.must('PATCH', `/api/v1/people/${ana.id}`, { groups: ['Crew'] });
  await office.must('PATCH', `/api/v1/people/${ana.id}`, { name: 'Ana Duarte' });
  const question = await asking.saves(someday([ana.id]));
  const { id: roundId } = await office.must('POST', `/api/v1/questions/${question.id}/rounds`, {});
  await phone('Ana').shouldHear('Can you drive on Saturday?');
  await phone('Ana').texts('yes');
  await until('the answer', async () => (await asking.standing(roundId))['Ana Duarte'] === 'answered yes');
  await office.must('POST', `/api/v1/conversations/${ana.conversationId}/closure`);
  await phone('Ana').texts('STOP');

  const { items, next } = await history('?limit=50');
  assert.equal(next, null);
  const told = items.map(say);
  const wanted = [
    'opt_out opted_out',
    'text STOP',
    'act conversation.closed',
    'answer yes',
    'text yes',
    'text Can you drive on Saturday?',
    'act person.changed',
    'act person.changed',
    'note She sounds fine',
    'text Good morning',
    'act person.added',
  ];
  assert.deepEqual([...told].sort(), [...wanted].sort());
  assert.deepEqual(told.slice(4), wanted.slice(4));
  const { items: thread } = await office.must('GET', `/api/v1/conversations/${ana.conversationId}/timeline?limit=50`);
  const spots = thread.filter(({ kind }: Json) => kind !== 'act').map(({ id }: Json) => id);
  for (const { spotId, kind, id } of items) {
    if (kind === 'text' || kind === 'note') assert.equal(spotId, id);
    assert.ok(spotId === null || spots.includes(spotId), kind);
  }
  for (const [kind, count] of Object.entries({ texts: 4, answers: 1, notes: 1, opt_outs: 1, groups: 1, acts: 3 })) {
    const some = await history(`?kind=${kind}`);
    assert.equal(some.items.length, count, kind);
  }
  assert.deepEqual((await history('?kind=groups')).items[0].act.after, { groups: ['Crew'] });

  const { rounds, usual } = await office.must('GET', `/api/v1/people/${ana.id}/answers`);
  assert.deepEqual(
    rounds.map(({ question: { name }, state, value }: Json) => [name, state, value.ids]),
    [['Saturday?', 'answered', ['yes']]],
  );
  assert.deepEqual([usual.minutes >= 1, usual.of], [true, 1]);
  assert.equal((await office.must('GET', `/api/v1/people/${ben.id}/answers`)).usual, null);
});

test('a history of ten thousand texts comes in pages, each item once', async () => {
  await sql`
    insert into messages (team_id, conversation_id, id, line_id, direction, from_address, to_address, body, media,
      segments, status, status_at, created_at)
    select conversations.team_id, conversations.id, uuidv7(n * interval '-1 second'), lines.id, 'inbound', '+1', '+2',
      'heron ' || n, '[]', 1, 'received', now(), now()
    from conversations join lines on lines.team_id = conversations.team_id, generate_series(1, 10000) as n
    where conversations.id = ${ben.conversationId}`.execute(world.app.floor.db);
  const seen = new Set<string>();
  for (let next: string | null = ''; next !== null; ) {
    const page = await history(`?limit=200&after=${next}`, ben.id);
    for (const { id } of page.items) seen.add(id);
    assert.ok(page.items.length === 200 || page.next === null);
    next = page.next;
  }
  assert.equal(seen.size, 10_001);
});
