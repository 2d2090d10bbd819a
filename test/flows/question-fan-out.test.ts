import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { askRound } from '../../src/domain/questions/questions.ts';
import { openAsking, openClock, saturday } from '../support/asking.ts';
import { holding } from '../support/held.ts';
import { inboundText, post } from '../support/twilio-posts.ts';
import { openOfficeHours } from '../support/world.ts';

// Nobody works but this file, step by step.
const clock = openClock('2026-11-26T15:00:00Z');
const world = await openOfficeHours(['Ana'], { clock, config: { role: 'web' } });
const { office, query } = world;
const { floor } = world.app;
const asking = openAsking(world);

async function askAll(): Promise<void> {
  while (await askRound(floor));
}

test('a question that is changed while it goes out goes out as it began; the next round has the new words', async () => {
  const [{ id: group }] = await query(sql`insert into groups (team_id, id, name, created_at)
    select id, gen_random_uuid(), 'Crowd', now() from teams returning id`);
  await query(sql`with crowd as (select teams.id as team_id, gen_random_uuid() as id, at from teams cross join generate_series(0, 1499) as at),
    met as (insert into people (team_id, id, name, is_practice, fields, created_at)
      select team_id, id, 'Person ' || at, true, '{}', now() from crowd),
    called as (insert into phones (team_id, address, kind, person_id, position, created_at)
      select team_id, '+1212777' || (1000 + at), 'phone_number', id, 0, now() from crowd),
    opened as (insert into conversations (team_id, id, person_id, created_at) select team_id, gen_random_uuid(), id, now() from crowd)
    insert into group_members (team_id, group_id, person_id) select team_id, ${group}::uuid, id from crowd`);
  // By their id they would be on the first page, but they are gone when it is filled.
  const gone = await office.must('POST', '/api/v1/people', { name: 'Gone', phones: ['+12127779999'] });
  const audience = { groupIds: [group], personIds: [gone.id] };
  const worded = (words: string) => ({
    ...saturday([]).content,
    audience,
    steps: [{ words, answering: { kind: 'yes_no' as const } }],
  });
  const question = await asking.saves({ name: 'Crowd?', content: worded('The first words') });
  await office.must('DELETE', `/api/v1/people/${gone.id}`);
  const { id } = await office.must('POST', `/api/v1/questions/${question.id}/rounds`, {});
  await askRound(floor);
  const before = await asking.board(id);
  assert.equal(before.round.state, 'filling', 'It is in the middle.');
  await office.must('PATCH', `/api/v1/questions/${question.id}`, {
    content: { ...worded('The second words'), audience: { ...audience, personIds: [] } },
  });
  // Whoever joins now is in it if their turn is still to come; whoever leaves and was asked may answer.
  const [left] =
    await query(sql`select address, asks.person_id from asks join phones on phones.person_id = asks.person_id
    where round_id = ${id} and state = 'asked' limit 1`);
  await query(sql`delete from group_members where person_id = ${left!.person_id}`);
  await askAll();
  const said =
    await query(sql`select body, count(*)::int as count, count(distinct messages.conversation_id)::int as people
    from messages join ask_texts on ask_texts.message_id = messages.id join asks on asks.id = ask_id
    where round_id = ${id} group by body`);
  assert.deepEqual(said, [{ body: 'The first words', count: 1500, people: 1500 }]);
  const line = world.line.webhooks.inbound;
  assert.equal(await post(line, inboundText(left!.address, 'yes', { To: world.line.number })), 204);
  assert.equal((await asking.board(id)).counts.answered, 1);
  // Once more, by whoever was killed after the last commit: nobody is asked again.
  await query(sql`update rounds set state = 'filling', filled_to = null where id = ${id}`);
  await askAll();
  const [{ count }] = await query(sql`select count(*)::int as count from asks where round_id = ${id}`);
  assert.equal(count, 1500);
  assert.equal(
    (await query(sql`select from ask_texts join asks on asks.id = ask_id where round_id = ${id}`)).length,
    1500,
  );

  clock.to('2026-11-27T21:00:01Z');
  await askRound(floor);
  const [round] = await asking.rounds(question.id);
  assert.deepEqual([round!.version, round!.state], [2, 'filling']);
  // Planned anew in the middle of it, once its time has come: nobody is too late for that.
  await office.must('PATCH', `/api/v1/questions/${question.id}`, {
    content: { ...worded('The third words'), audience: { ...audience, personIds: [] } },
  });
  await askAll();
  const asked = await query(sql`select asks.state, skipped_because, body, count(*)::int as count from asks
    left join ask_texts on ask_id = asks.id left join messages on messages.id = message_id
    where round_id = ${round!.id} group by 1, 2, 3`);
  assert.deepEqual(asked, [{ state: 'asked', skipped_because: null, body: 'The second words', count: 1499 }]);

  // Nothing has left: it is taken back from all of them, goes out again, and is taken back for good.
  const waits = () =>
    query(sql`select state, count(*)::int as count from asks where round_id = ${round!.id}
    and not exists (select from ask_texts join outbox on outbox.message_id = ask_texts.message_id where ask_id = asks.id)
    group by state`);
  await office.must('POST', `/api/v1/questions/${question.id}/pause`, {});
  assert.deepEqual(await waits(), [{ state: 'waiting', count: 1499 }]);
  await office.must('DELETE', `/api/v1/questions/${question.id}/pause`);
  await askAll();
  assert.deepEqual(await waits(), []);
  await office.must('POST', `/api/v1/questions/${question.id}/archival`, {});
  await askAll();
  assert.deepEqual(await waits(), [{ state: 'skipped', count: 1499 }]);
});

test('whoever is asked anew is not waited for any longer with the round before, and may still answer that by its words', async () => {
  const [{ id: ana, conversationId }] = (await office.must('GET', '/api/v1/people?limit=200')).items.filter(
    ({ name }: { name: string }) => name === 'Ana',
  );
  clock.to('2026-12-01T15:00:00Z');
  const daily = {
    repeat: { every: 'days' as const, n: 1 },
    startsOn: '2026-12-01',
    at: '16:00',
    zone: 'person',
    skipDates: [],
  };
  const question = await asking.saves(saturday([ana], { schedule: daily, closing: { afterMinutes: 3 * 24 * 60 } }));
  for (const day of ['2026-12-01', '2026-12-02']) {
    clock.to(`${day}T21:00:00Z`);
    await askAll();
  }
  const [second, first] = await asking.rounds(question.id);
  assert.deepEqual(await asking.standing(first!.id), { Ana: 'closed' });
  assert.deepEqual(await asking.standing(second!.id), { Ana: 'asked' });
  const texts = await query(
    sql`select body from messages where conversation_id = ${conversationId} order by id desc limit 2`,
  );
  assert.deepEqual(texts, [{ body: 'Can you drive on Saturday?' }, { body: 'Can you drive on Saturday?' }]);

  // Away for three days: of what was missed the last is asked, and nobody hears it three times.
  clock.to('2026-12-05T22:00:00Z');
  await askAll();
  assert.deepEqual(
    (await asking.rounds(question.id)).map(({ date }) => date),
    ['2026-12-05', '2026-12-02', '2026-12-01'],
  );

  // Whoever is removed takes what they were asked with them.
  await office.must('DELETE', `/api/v1/people/${ana}`);
  assert.deepEqual(await asking.standing(second!.id), {});
});

test('whoever the program is late with is not asked at night, but in the morning, or not at all when that is too late', async () => {
  const ask = async (name: string, at: '09:00' | '07:00', { timeZone = '', askedAt = '16:00' } = {}) => {
    clock.to('2026-12-10T15:00:00Z');
    const { id } = await office.must('POST', '/api/v1/people', { name, phones: [`+1212778${nextPhone++}`] });
    const schedule = { ...saturday([]).content.schedule, at: askedAt };
    const question = await asking.saves({
      name,
      content: saturday([id], { schedule, closing: { daysLater: 1, at } }).content,
    });
    if (timeZone) await office.must('PATCH', `/api/v1/people/${id}`, { timeZone });
    return async (time: string) => {
      clock.to(time);
      await askAll();
      const [round] = await asking.rounds(question.id);
      return Object.values(await asking.standing(round!.id));
    };
  };
  let nextPhone = 1000;

  // At two in the morning somebody starts the program again.
  const late = await ask('Late', '09:00');
  assert.deepEqual(await late('2026-12-12T07:00:00Z'), ['waiting']);
  assert.deepEqual(await late('2026-12-12T12:59:00Z'), ['waiting']);
  assert.deepEqual(await late('2026-12-12T13:00:00Z'), ['asked']);
  const tooLate = await ask('Too late', '07:00');
  assert.deepEqual(await tooLate('2026-12-12T07:00:00Z'), ['skipped too_late']);

  // Whoever is said to live in Tokyo after it was planned is due long before the round opens, at six on their clock.
  const moved = await ask('Moved', '09:00', { timeZone: 'Asia/Tokyo' });
  assert.deepEqual(await moved('2026-12-11T21:00:00Z'), ['waiting']);
  assert.deepEqual(await moved('2026-12-11T23:00:00Z'), ['asked']);

  // By day they are asked at once, and so is whoever is meant to be asked at night.
  const byDay = await ask('By day', '09:00');
  assert.deepEqual(await byDay('2026-12-12T00:59:00Z'), ['asked']);
  const byNight = await ask('By night', '09:00', { askedAt: '22:00' });
  assert.deepEqual(await byNight('2026-12-12T03:30:00Z'), ['asked']);
});

test('whom a round is going to ask is locked conversation first, as by whoever removes or merges them', async () => {
  const fay = await office.must('POST', '/api/v1/people', { name: 'Fay', phones: ['+12125550177'] });
  const question = await asking.saves(saturday([fay.id]));
  const { id } = await office.must('POST', `/api/v1/questions/${question.id}/rounds`, {});
  let filling: Promise<void> | undefined;
  let free: unknown[] = [];
  const conversation = sql`select from conversations where id = ${fay.conversationId} for update`;
  await holding(floor.db, conversation, async (queue) => {
    filling = askAll();
    await queue(1);
    ({ rows: free } = await sql`select from people where id = ${fay.id} for update skip locked`.execute(floor.db));
  });
  await filling;
  assert.equal(free.length, 1);
  assert.deepEqual(await asking.standing(id), { Fay: 'asked' });
});
