import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type RawBuilder, sql } from 'kysely';
import { askRound } from '../../src/domain/questions/questions.ts';
import { goOn, pruneRemoved } from '../../src/domain/removals/removals.ts';
import { listTeams } from '../../src/domain/teams/teams.ts';
import { openAsking, openClock, saturday } from '../support/asking.ts';
import { holding } from '../support/held.ts';
import { newSid, post } from '../support/twilio-posts.ts';
import { openOfficeHours } from '../support/world.ts';

const start = '2026-11-26T15:00:00Z';
const clock = openClock(start);
// Nobody does anything by itself: each story says what happens when.
const world = await openOfficeHours(['Ana', 'Ben', 'Chidi', 'Dana'], { clock, config: { role: 'web' } });
const { office, query } = world;
const asking = openAsking(world);
const { floor } = world.app;
const team = (await listTeams(floor))[0]!;
const people: Record<string, string> = {};
for (const { id, name } of (await office.must('GET', '/api/v1/people')).items) people[name] = id;
const path = '/api/v1/people-removals';

async function begins(...ids: string[]): Promise<string> {
  const { id } = await office.must('POST', path, { ids, expected: ids.length });
  return id;
}
async function ends(id: string): Promise<void> {
  while (await goOn(team, id));
}
async function undoes(id: string): Promise<void> {
  await office.must('POST', `${path}/${id}/undo`);
  await ends(id);
}

/** A text that a worker has taken, and not handed over yet. */
async function taken(): Promise<{ id: string; attemptId: string }> {
  const talk = `/api/v1/conversations/${office.conversationWith('Ben')}`;
  const { id } = await office.must('POST', `${talk}/messages`, { body: 'Hello Ben' });
  const attemptId = floor.newId();
  await query(sql`delete from outbox where message_id = ${id}`);
  await query(sql`insert into attempts (team_id, conversation_id, message_id, id, line_id, worker_id, outcome, lane, started_at)
    select team_id, conversation_id, id, ${attemptId}, line_id, ${floor.newId()}, 'sending', 1, ${clock.now()}
    from messages where id = ${id}`);
  return { id, attemptId };
}

for (const [what, told] of [
  ['a report', (id: string) => sql`update messages set status = 'delivered', provider_id = 'SM1' where id = ${id}`],
  [
    'an outcome',
    (id: string, attemptId: string) => sql`with done as (
        update attempts set outcome = 'accepted' where id = ${attemptId})
      update messages set status = 'accepted', provider_id = 'SM2' where id = ${id}`,
  ],
] as [string, (id: string, attemptId: string) => RawBuilder<unknown>][])
  test(`${what} that comes while somebody is being removed is kept with them`, async () => {
    const { id: textId, attemptId } = await taken();
    const stands = async () =>
      (
        await query(sql`select status, provider_id, outcome from messages
          join attempts on message_id = messages.id where messages.id = ${textId}`)
      )[0];
    let removing: Promise<void> = Promise.resolve();
    const id = await begins(people.Ben!);
    // Both hold the text alone, and not its conversation.
    await holding(floor.db, told(textId, attemptId), async (queue) => {
      removing = ends(id);
      await queue(1);
    });
    await removing;
    assert.equal((await office.must('GET', `${path}/${id}`)).state, 'removed');
    assert.equal(await stands(), undefined);
    await undoes(id);
    const { status, provider_id, outcome } = await stands();
    assert.deepEqual(
      [status, provider_id, outcome],
      what === 'a report' ? ['delivered', 'SM1', 'sending'] : ['accepted', 'SM2', 'accepted'],
    );
  });

/** A text to Ben that the company has taken, and what tells that it has arrived. */
async function accepted() {
  const { id } = await taken();
  const sid = newSid();
  await query(sql`update messages set status = 'accepted', provider_id = ${sid} where id = ${id}`);
  await query(sql`update attempts set outcome = 'accepted' where message_id = ${id}`);
  const AccountSid = `AC${'a'.repeat(32)}`;
  const form = { MessageSid: sid, MessageStatus: 'delivered', AccountSid, From: world.line.number, To: '+14155550100' };
  const status = async () => (await query(sql`select status from messages where id = ${id}`))[0]?.status;
  return { arrives: async () => assert.equal(await post(world.line.webhooks.status, form), 204), status };
}

test('that texts have arrived is told while somebody is away, and shown when they are back', async () => {
  const texts = [await accepted(), await accepted()];
  const id = await begins(people.Ben!);
  await ends(id);
  for (const { arrives } of texts) await arrives();
  await undoes(id);
  for (const { status } of texts) assert.equal(await status(), 'delivered');
});

test('that a text has arrived is told while somebody is being removed, and shown when they are back', async () => {
  const { arrives, status } = await accepted();
  let both: Promise<unknown> = Promise.resolve();
  const id = await begins(people.Ben!);
  // They go after their texts have been held, and while this is.
  await holding(floor.db, sql`select from phones where person_id = ${people.Ben!} for update`, async (queue) => {
    const removing = ends(id);
    await queue(1);
    both = Promise.all([removing, arrives()]);
    await queue(2);
  });
  await both;
  assert.equal(await status(), undefined);
  await undoes(id);
  assert.equal(await status(), 'delivered');
});

const asks = async () => {
  while (await askRound(floor));
};
const waiting = async () =>
  (await query(sql`select body from outbox join messages on id = message_id order by id`)).map(({ body }) => body);
const reminds = { nudges: { afterMinutes: 30, most: 1, words: ['Still there?'] } };

/** A round of a question to some people whose texts have not left yet. */
async function asked(changes: object, ...names: string[]): Promise<{ questionId: string; roundId: string }> {
  clock.to(start);
  const ids = names.map((name) => people[name]!);
  const { id: questionId } = await asking.saves(saturday(ids, changes));
  const { id: roundId } = await office.must('POST', `/api/v1/questions/${questionId}/rounds`, {});
  await asks();
  return { questionId, roundId };
}
/** As if all that waits had left. */
const leaves = () => query(sql`delete from outbox`);
const stateOf = async (roundId: string) => {
  const [{ state }] = await query(sql`select state from rounds where id = ${roundId}`);
  return [state, await asking.standing(roundId)];
};

test('whose question had not left is not reminded of it when they are back, but asked', async () => {
  const { roundId } = await asked(reminds, 'Ana');
  const question = await waiting();
  assert.equal(question.length, 1);
  const id = await begins(people.Ana!);
  await ends(id);
  await undoes(id);
  assert.deepEqual(await stateOf(roundId), ['open', { Ana: 'waiting' }]);
  assert.deepEqual(await waiting(), []);
  clock.on(45);
  await asks();
  assert.deepEqual(await waiting(), question, 'Asked, not reminded.');
  assert.deepEqual(await stateOf(roundId), ['open', { Ana: 'asked' }]);
});

test('a round that was over without whoever was away is open again with them', async () => {
  await leaves();
  const { roundId } = await asked({}, 'Ben');
  await leaves();
  const id = await begins(people.Ben!);
  await ends(id);
  await asks();
  assert.deepEqual(await stateOf(roundId), ['closed', {}]);
  await undoes(id);
  assert.deepEqual(await stateOf(roundId), ['open', { Ben: 'asked' }]);
  clock.on(7 * 24 * 60);
  await asks();
  assert.deepEqual(await stateOf(roundId), ['closed', { Ben: 'closed' }]);
});

test('a question that was put away meanwhile is over for whoever is back', async () => {
  const { questionId, roundId } = await asked(reminds, 'Ben');
  await leaves();
  const id = await begins(people.Ben!);
  await ends(id);
  await office.must('POST', `/api/v1/questions/${questionId}/archival`);
  await undoes(id);
  clock.on(45);
  await asks();
  assert.deepEqual(await waiting(), []);
  assert.deepEqual(await stateOf(roundId), ['closed', { Ben: 'closed' }]);
});

test('whose next question had not left is asked it when they are back, and reminded of it only then', async () => {
  await leaves();
  const steps = [...saturday([]).content.steps, { words: 'Which van?', answering: { kind: 'text' as const } }];
  const { roundId } = await asked({ ...reminds, steps }, 'Chidi');
  await leaves();
  await world.phone('Chidi').texts('Yes');
  assert.deepEqual(await waiting(), ['Which van?']);
  const id = await begins(people.Chidi!);
  await ends(id);
  clock.on(45);
  await undoes(id);
  await asks();
  assert.deepEqual(await waiting(), ['Which van?']);
  assert.deepEqual(await stateOf(roundId), ['open', { Chidi: 'asked yes' }]);
  await leaves();
  await query(sql`update messages set status = 'delivered' where status in ('queued', 'scheduled')`);
  await asks();
  assert.deepEqual(await waiting(), []);
  clock.on(15);
  await asks();
  assert.deepEqual(await waiting(), ['Still there?']);
  // Once it has left, nobody asks it anew.
  const again = await begins(people.Chidi!);
  await ends(again);
  await undoes(again);
  assert.deepEqual(await waiting(), []);
});

test('who has had all their reminders gets none for having been away', async () => {
  await leaves();
  const steps = [...saturday([]).content.steps, { words: 'Which van?', answering: { kind: 'text' as const } }];
  const { roundId } = await asked({ ...reminds, steps }, 'Dana');
  const waitingForDana = async () =>
    (
      await query(sql`select body from outbox join messages on id = message_id
      where outbox.conversation_id = ${office.conversationWith('Dana')}`)
    ).map(({ body }) => body);
  const leaveAll = async () => {
    await leaves();
    await query(sql`update messages set status = 'delivered' where status in ('queued', 'scheduled')`);
  };
  await leaveAll();
  clock.on(31);
  await asks();
  assert.deepEqual(await waitingForDana(), ['Still there?']);
  await leaveAll();
  await world.phone('Dana').texts('Yes');
  assert.deepEqual(await waitingForDana(), ['Which van?']);
  const id = await begins(people.Dana!);
  await ends(id);
  await undoes(id);
  assert.deepEqual(await waitingForDana(), ['Which van?']);
  await leaveAll();
  clock.on(45);
  await asks();
  assert.deepEqual(await waitingForDana(), []);
  assert.deepEqual(await stateOf(roundId), ['open', { Dana: 'asked yes' }]);
});

test('of people with very many texts fewer go at once, and come back', async () => {
  for (const name of ['Ana', 'Ben'] as const)
    await query(sql`
      insert into messages select (jsonb_populate_record(messages,
        jsonb_build_object('id', gen_random_uuid(), 'provider_id', null, 'status', 'canceled'))).*
      from messages, generate_series(1, 5000)
      where id = (select id from messages where conversation_id = ${office.conversationWith(name)}
        and direction = 'outbound' limit 1)`);
  const { count: all } = (await query(sql`select count(*)::int from messages`))[0];
  const id = await begins(people.Ana!, people.Ben!);
  const counts = async () => {
    const { counts } = await office.must('GET', `${path}/${id}`);
    return [counts.waiting, counts.removed, counts.back];
  };
  await goOn(team, id);
  assert.deepEqual(await counts(), [1, 1, 0]);
  await ends(id);
  assert.deepEqual(await counts(), [0, 2, 0]);
  await office.must('POST', `${path}/${id}/undo`);
  await goOn(team, id);
  assert.deepEqual(await counts(), [0, 1, 1]);
  await ends(id);
  assert.deepEqual(await counts(), [0, 0, 2]);
  assert.equal((await query(sql`select count(*)::int from messages`))[0].count, all);
});

test('what is kept of a removal that ends after its hour is forgotten at once', async () => {
  const id = await begins(people.Ana!);
  clock.on(62);
  await ends(id);
  const [{ is_due: isDue }] = await query(sql`select run_at <= now() as is_due from graphile_worker.jobs
    where key = ${`upkeep:${id}`}`);
  assert.equal(isDue, true);
  assert.equal(await pruneRemoved(team, new Date(0)), 1);
});
