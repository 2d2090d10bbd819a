import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { inTransaction } from '../../src/domain/floor.ts';
import { isOptedOut, keepConsents, optOutMany } from '../../src/domain/people/people.ts';
import { actingAs } from '../../src/domain/teams/teams.ts';
import { someday } from '../support/asking.ts';
import type { Name } from '../support/cast.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana', 'Ben', 'Chidi', 'Dana', 'Emre', 'Farah', 'Gus']);
const { office, phone, carrier } = world;

const conversation = (name: Name) => office.must('GET', `/api/v1/conversations/${office.conversationWith(name)}`);
const personOf = async (name: Name) => (await conversation(name)).person;
const records = async (name: Name) =>
  (await office.must('GET', `/api/v1/people/${(await personOf(name)).id}/consents`)).items;
const told = (list: Awaited<ReturnType<typeof records>>): [string, string, string | null][] =>
  list.map((each: { kind: string; how: string; words: string | null }) => [each.kind, each.how, each.words]);
const write = (name: Name, body: string) =>
  office.ask('POST', `/api/v1/conversations/${office.conversationWith(name)}/messages`, { body });
const heard = async (name: Name) => (await phone(name).screen()).filter(({ direction }) => direction === 'outbound');
const arrived = async (body: string) => (await carrier.log()).filter((text) => text.body === body).map(({ to }) => to);

test('each word about being texted is a record: when, in which words, over which line', async () => {
  for (const words of ['STOP', 'Stop all', 'START', 'revoke']) await phone('Ana').texts(words);
  const kept = await records('Ana');
  assert.deepEqual(told(kept), [
    ['opted_out', 'texted', 'STOP'],
    ['opted_out', 'texted', 'Stop all'],
    ['came_back', 'texted', 'START'],
    ['opted_out', 'texted', 'revoke'],
  ]);
  assert.deepEqual(new Set(kept.map((each: { line: { id: string } }) => each.line.id)), new Set([world.line.id]));
  const [out] = (await office.must('GET', '/api/v1/opt-outs')).items;
  assert.deepEqual(
    [out.address, out.how, out.words, out.member, out.person.name, out.line.id],
    [phone('Ana').number, 'texted', 'revoke', null, 'Ana', world.line.id],
  );
  // It outlives the person, and is found by the number.
  await office.must('DELETE', `/api/v1/people/${out.person.id}`);
  const path = `/api/v1/consent-records?address=${encodeURIComponent(out.address)}`;
  assert.equal((await office.must('GET', path)).items.length, 4);
  assert.equal((await office.must('GET', '/api/v1/opt-outs?search=Ana')).items.length, 0);
  assert.equal((await office.must('GET', `/api/v1/opt-outs?search=${out.address.slice(-6)}`)).items[0].person, null);
});

test('who asks in words of their own waits for a member, and gets nothing that goes to many until then', async () => {
  const { id } = await personOf('Ben');
  await phone('Ben').texts('Please take me off your list');
  const { stopRequest, optedOutAt } = await personOf('Ben');
  assert.deepEqual([stopRequest.words, optedOutAt], ['Please take me off your list', null]);
  const days = (Date.parse(stopRequest.answerBy) - Date.parse(stopRequest.askedAt)) / 86_400_000;
  // Ten days of work: twelve days from a Sunday, thirteen from a Saturday.
  assert.ok([12, 13, 14].includes(days), `${days} days`);
  assert.ok((await conversation('Ben')).waitingSince);
  // A question goes around them; a member may still write, one to one.
  const question = await office.must('POST', '/api/v1/questions', someday([id]));
  const round = await office.must('POST', `/api/v1/questions/${question.id}/rounds`);
  await until('the round to be asked', async () => {
    const { items } = await office.must('GET', `/api/v1/rounds/${round.id}/asks`);
    return items[0]?.state === 'skipped';
  });
  const audience = { groupIds: [], personIds: [id], exceptGroupIds: [], exceptPersonIds: [] };
  const draft = await office.must('POST', '/api/v1/broadcasts', { name: 'Road', body: 'It is closed.', audience });
  assert.equal((await office.must('GET', `/api/v1/broadcasts/${draft.id}/look`)).willGet, 0);
  await office.texts('Ben', 'Do you want no texts at all?');
  await phone('Ben').shouldHear('Do you want no texts at all?');
  const [request] = (await office.must('GET', '/api/v1/stop-requests')).items;
  assert.equal(request.id, stopRequest.id);
  const decide = () => office.ask('POST', `/api/v1/stop-requests/${request.id}/decision`, { wantsNone: true });
  const answers = await Promise.all([decide(), decide(), decide()]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [204, 404, 404]);
  assert.equal((await write('Ben', 'Hello?')).body.code, 'opted_out');
  assert.deepEqual(told(await records('Ben')), [
    ['seemed_to_ask', 'texted', 'Please take me off your list'],
    ['opted_out', 'member', 'Please take me off your list'],
  ]);
});

test('who did not mean it is texted as before, and both are kept', async () => {
  await phone('Chidi').texts('leave me alone');
  const { stopRequest } = await personOf('Chidi');
  await phone('Chidi').texts('leave me alone!');
  assert.equal((await personOf('Chidi')).stopRequest.id, stopRequest.id);
  await office.must('POST', `/api/v1/stop-requests/${stopRequest.id}/decision`, { wantsNone: false });
  assert.equal((await personOf('Chidi')).stopRequest, null);
  assert.deepEqual(
    (await records('Chidi')).map((each: { kind: string; member: unknown }) => [each.kind, each.member !== null]),
    [
      ['seemed_to_ask', false],
      ['seemed_to_ask', false],
      ['not_meant', true],
    ],
  );
  // A word that says it plainly settles it as well.
  await phone('Chidi').texts('please stop');
  await phone('Chidi').texts('STOP');
  assert.equal((await personOf('Chidi')).stopRequest, null);
  assert.deepEqual((await office.must('GET', '/api/v1/stop-requests')).items, []);
});

test('an answer that also asks for no more texts is both', async () => {
  const { id } = await personOf('Dana');
  const question = await office.must('POST', '/api/v1/questions', someday([id]));
  const round = await office.must('POST', `/api/v1/questions/${question.id}/rounds`);
  await until('the question to arrive', async () => (await heard('Dana')).length > 0);
  await phone('Dana').texts('No, stop texting me');
  assert.equal((await personOf('Dana')).stopRequest.words, 'No, stop texting me');
  assert.ok((await conversation('Dana')).waitingSince);
  const before = (await heard('Dana')).length;
  const { items } = await office.must('GET', `/api/v1/rounds/${round.id}/asks`);
  assert.equal(items.length, 1);
  await office.texts('Dana', 'Sorry!');
  await phone('Dana').shouldHear('Sorry!');
  assert.equal((await heard('Dana')).length, before + 1, 'Nothing was said to them by itself.');
});

test('what is under way to many when they ask, and did not leave, is not tried again', async () => {
  const { id } = await personOf('Gus');
  const question = await office.must('POST', '/api/v1/questions', someday([id]));
  await carrier.misbehaves({ rateLimit: 0.001, latencyMs: 5000 });
  await office.must('POST', `/api/v1/questions/${question.id}/rounds`);
  const to = phone('Gus').number;
  const tries = () =>
    world.query(sql`select outcome from attempts join messages on messages.id = attempts.message_id
    where to_address = ${to}`);
  await until('it to be under way', async () => (await tries()).length > 0);
  await phone('Gus').texts('please stop texting me');
  await office.shouldSeeStatus('Gus', 'canceled');
  await carrier.misbehaves({});
  assert.deepEqual(await tries(), [{ outcome: 'not_sent' }]);
  assert.match((await office.messages('Gus'))[0]!.error!.message, /seem to ask/);
  await phone('Gus').texts('START');
});

test('a member opts somebody out with a reason, and may end that; what they say themselves only they can end', async () => {
  const { id } = await personOf('Emre');
  const path = `/api/v1/people/${id}/opt-out`;
  assert.equal((await office.ask('PUT', path, { words: '  ' })).status, 422);
  await office.must('PUT', path, { words: 'Told me by phone' });
  assert.equal((await write('Emre', 'Hello?')).body.code, 'opted_out');
  assert.equal((await personOf('Emre')).isOptedOutByUs, true);
  await office.must('DELETE', path, { words: 'It was another Emre' });
  assert.equal((await personOf('Emre')).optedOutAt, null);
  assert.equal((await write('Emre', 'Hello!')).status, 201);

  await office.must('PUT', path, { words: 'Told me by phone' });
  await phone('Emre').texts('STOP');
  assert.equal((await personOf('Emre')).isOptedOutByUs, false);
  const refused = await office.ask('DELETE', path, { words: 'Please' });
  assert.deepEqual([refused.status, refused.body.code], [409, 'opted_out']);
  assert.match(refused.body.message, /START/);
  assert.deepEqual(told(await records('Emre')), [
    ['opted_out', 'member', 'Told me by phone'],
    ['ended', 'member', 'It was another Emre'],
    ['opted_out', 'member', 'Told me by phone'],
    ['opted_out', 'texted', 'STOP'],
  ]);
});

test('an agreement is kept with its words, and ends no opt-out', async () => {
  const { id } = await personOf('Emre');
  const path = `/api/v1/people/${id}/consents`;
  const given = {
    how: 'paper',
    givenAt: '2026-03-01T12:00:00Z',
    wording: 'I agree to get texts.',
    evidence: 'Folder 3',
  };
  const { items } = await office.must('POST', path, given);
  const [first] = items;
  assert.deepEqual(
    [first.kind, first.how, first.wording, first.evidence, Date.parse(first.happenedAt)],
    ['consented', 'paper', 'I agree to get texts.', 'Folder 3', Date.parse(given.givenAt)],
  );
  assert.ok((await personOf('Emre')).optedOutAt);
  for (const wrong of [{ wording: ' ' }, { givenAt: '2999-01-01T00:00:00Z' }, { givenAt: 'soon' }, { how: 'dream' }])
    assert.equal((await office.ask('POST', path, { ...given, ...wrong })).status, 422, JSON.stringify(wrong));
});

test('a file opts out many at once, and brings agreements', async () => {
  const { floor } = world.app;
  const { rows } = await sql<{ id: string; team_id: string }>`select id, team_id from members`.execute(floor.db);
  const member = await actingAs({ ...floor, teamId: rows[0]!.team_id }, rows[0]!.id);
  const gus = phone('Gus').number;
  const given = ['+14155550190', gus, gus, phone('Emre').number].map((address) => ({ address, words: 'left in May' }));
  assert.equal(await inTransaction(member, (tx) => optOutMany(tx, given)), 2);
  assert.equal(await inTransaction(member, (tx) => optOutMany(tx, given)), 0);
  const agreed = { address: gus, wording: 'I agree', evidence: 'members.csv, row 2', givenAt: new Date('2025-05-01') };
  await inTransaction(member, (tx) => keepConsents(tx, [agreed]));
  assert.deepEqual(
    told(await records('Gus')).filter(([, how]) => how === 'imported'),
    [
      ['consented', 'imported', null],
      ['opted_out', 'imported', 'left in May'],
    ],
  );
  assert.equal((await personOf('Gus')).isOptedOutByUs, true);
  assert.equal((await personOf('Emre')).isOptedOutByUs, false);
  assert.equal(await isOptedOut(member, '+14155550190'), true);
});

test('forged pairs of STOP and START are obeyed each, and fill nothing', async () => {
  const farah = phone('Farah');
  const pairs = async (count: number) => {
    for (let pair = 0; pair < count; pair += 1) for (const word of ['STOP', 'START']) await farah.texts(word);
  };
  // What a busy database has no time for is taken at once and heeded a moment later.
  const heeded = (texts: number) =>
    until(
      `${texts} texts to be heeded`,
      async () => {
        const [{ count }] = await world.query(
          sql`select count(*)::int as count from messages where from_address = ${farah.number}`,
        );
        return count === texts;
      },
      200_000,
    );
  // Twenty at a time, in whatever order they come in; the last pair comes when all of them have.
  await Promise.all(Array.from({ length: 20 }, () => pairs(50)));
  await heeded(2000);
  await farah.texts('STOP');
  await heeded(2001);
  await farah.texts('START');
  await heeded(2002);
  assert.equal((await personOf('Farah')).optedOutAt, null);
  const kept = await records('Farah');
  assert.equal(kept.length, 21);
  assert.deepEqual(told(kept.filter((each: { kind: string }) => each.kind === 'too_many')), [
    ['too_many', 'texted', null],
  ]);
  const states = await world.query(sql`select from opt_outs where address = ${farah.number}`);
  assert.ok(states.length <= 12, `${states.length} states`);
  await farah.texts('STOP');
  await heeded(2003);
  assert.equal((await write('Farah', 'Hello?')).body.code, 'opted_out');
  assert.deepEqual(await arrived('Hello?'), []);
});
