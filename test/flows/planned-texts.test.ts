import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { newId } from '../../src/platform/ids.ts';
import { holding } from '../support/held.ts';
import { comesTo, until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana', 'Ben', 'Chidi', 'Dana', 'Emre']);
const { office, phone, carrier, query } = world;

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
const plan = (name: Parameters<typeof office.texts>[0], more: object) =>
  office.must('POST', `/api/v1/conversations/${office.conversationWith(name)}/messages`, { body: 'See you', ...more });
const sent = async (body: string) => (await carrier.log()).filter((text) => text.body === body).length;

test('a planned text is changed, put off, and sent now', async () => {
  const sendAt = inAnHour();
  const text = await plan('Ana', { sendAt });
  assert.deepEqual([text.status, text.sendAt], ['scheduled', sendAt]);
  const path = `/api/v1/messages/${text.id}`;
  const longer = await office.must('PATCH', path, { body: 'ç'.repeat(80) });
  assert.deepEqual([longer.segments, longer.status, longer.sendAt], [2, 'scheduled', sendAt]);
  assert.equal((await office.ask('PATCH', path, { body: ' ' })).status, 422);
  const later = new Date(Date.now() + 7_200_000).toISOString();
  assert.equal((await office.must('PATCH', path, { sendAt: later })).sendAt, later);
  const now = await office.must('PATCH', path, { body: 'See you at nine', sendAt: null });
  assert.deepEqual([now.body, now.status, now.sendAt], ['See you at nine', 'queued', undefined]);
  await phone('Ana').shouldHear('See you at nine');
  for (const method of ['PATCH', 'DELETE']) {
    const late = await office.ask(method, path, method === 'PATCH' ? { body: 'Too late' } : undefined);
    assert.deepEqual([late.status, late.body.code], [409, 'already_leaving']);
  }
  assert.deepEqual([await sent('See you'), await sent('See you at nine')], [0, 1]);
});

test('a text is taken back as long as it has not begun to leave, and only once counts', async () => {
  const text = await plan('Ben', { body: 'Oops', undoSeconds: 30 });
  assert.equal(text.status, 'queued');
  const answers = await Promise.all([1, 2, 3].map(() => office.ask('DELETE', `/api/v1/messages/${text.id}`)));
  assert.deepEqual(
    answers.map(({ status, body }) => [status, body.status]),
    [200, 200, 200].map((status) => [status, 'canceled']),
  );
  assert.equal((await query(sql`select 1 from outbox where message_id = ${text.id}`)).length, 0);
  await plan('Ben', { body: 'With a second thought', undoSeconds: 1 });
  await phone('Ben').shouldHear('With a second thought');
  assert.equal(await sent('Oops'), 0);
  assert.equal((await office.ask('DELETE', `/api/v1/messages/${crypto.randomUUID()}`)).status, 404);
  for (const undoSeconds of [-1, 31, 1.5]) {
    const path = `/api/v1/conversations/${office.conversationWith('Ben')}/messages`;
    assert.equal((await office.ask('POST', path, { body: 'Hi', undoSeconds })).status, 422);
  }
});

test('what is changed at the very moment of leaving leaves as it was answered', async () => {
  for (let round = 0; round < 8; round++) {
    const text = await plan('Chidi', { body: `Old ${round}`, sendAt: new Date(Date.now() + 40).toISOString() });
    await new Promise((resolve) => setTimeout(resolve, round * 8));
    const change = { body: `New ${round}`, ...(round % 2 === 0 && { sendAt: null }) };
    const changed = await office.ask('PATCH', `/api/v1/messages/${text.id}`, change);
    const expected = changed.status === 200 ? `New ${round}` : `Old ${round}`;
    await phone('Chidi').shouldHear(expected);
    assert.equal((await sent(`Old ${round}`)) + (await sent(`New ${round}`)), 1);
  }
});

test('what is only wanted as long as they are silent is cancelled when they write', async () => {
  const reminder = await plan('Dana', {
    body: 'Are you still there?',
    sendAt: inAnHour(),
    cancelIfTheyWriteFirst: true,
  });
  const kept = await plan('Dana', { body: 'See you on Monday', sendAt: inAnHour() });
  assert.deepEqual([reminder.cancelIfTheyWriteFirst, kept.cancelIfTheyWriteFirst], [true, undefined]);
  assert.equal(await phone('Dana').texts('I am on my way'), 204);
  const texts = await office.messages('Dana');
  const status = (id: string) => texts.find((text) => text.id === id);
  assert.equal(status(reminder.id)?.status, 'canceled');
  assert.equal(status(reminder.id)?.error?.message, 'They wrote first, so this was not sent.');
  assert.equal(status(kept.id)?.status, 'scheduled');
});

test('so is one that is planned in the very moment in which they write', async () => {
  const conversationId = office.conversationWith('Dana');
  const [template] = await query(sql`select id from messages where body = 'See you on Monday'`);
  const id = newId();
  const { answer } = await world.app.floor.db.transaction().execute(async (db) => {
    await sql`select from conversations where id = ${conversationId} for no key update`.execute(db);
    const answer = phone('Dana').texts('No need');
    await until('the text to wait for the plan', async () =>
      (
        await query(sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)
      ).at(0),
    );
    await sql`insert into messages (team_id, conversation_id, id, line_id, direction, to_address, body, media, segments,
      status, status_at, created_at) select team_id, conversation_id, ${id}, line_id, direction, to_address,
      'Shall I wait?', media, segments, status, now(), now() from messages where id = ${template.id}`.execute(db);
    await sql`insert into outbox (team_id, line_id, message_id, conversation_id, lane, due_at, unless_they_write)
      select team_id, line_id, ${id}, conversation_id, 0, due_at, true from outbox where message_id = ${template.id}`.execute(
      db,
    );
    await sql`update conversations set last_message_id = ${id} where id = ${conversationId}`.execute(db);
    return { answer };
  });
  assert.equal(await answer, 204);
  const texts = await office.messages('Dana');
  assert.equal(texts.find((text) => text.id === id)?.status, 'canceled');
  assert.equal(texts.at(-1)?.body, 'No need');
});

test('so is one that was under way when they wrote, and did not leave', async () => {
  await carrier.misbehaves({ rateLimit: 0.001, latencyMs: 2000 });
  const reminder = await plan('Emre', { body: 'Are you coming?', cancelIfTheyWriteFirst: true });
  const tries = () => query(sql`select outcome from attempts where message_id = ${reminder.id}`);
  await until('it to be under way', async () => (await tries()).length > 0);
  assert.equal(await phone('Emre').texts('I am there'), 204);
  await carrier.misbehaves({});
  await office.shouldSeeStatus('Emre', 'canceled');
  assert.deepEqual(await tries(), [{ outcome: 'not_sent' }]);
  const texts = await office.messages('Emre');
  assert.match(texts.find(({ id }) => id === reminder.id)?.error?.message ?? '', /wrote first/);
});

test('a text behind one that is taken back leaves', async () => {
  await carrier.misbehaves({ rateLimit: 0.001 });
  const first = await plan('Emre', { body: 'First' });
  await until('the first to be refused', async () =>
    (await query(sql`select 1 from outbox where message_id = ${first.id} and tries > 0`)).at(0),
  );
  await plan('Emre', { body: 'Second' });
  await carrier.misbehaves({});
  assert.equal((await office.must('DELETE', `/api/v1/messages/${first.id}`)).status, 'canceled');
  await phone('Emre').shouldHear('Second');
  assert.equal(await sent('First'), 0);
});

test('what is held back in the very moment in which they write does not leave later', async () => {
  const limits = (cap: number | null) =>
    office.must('PUT', '/api/v1/limits', {
      hours: { opens: '08:00', closes: '21:00' },
      keepsHours: false,
      questionsKeepHours: false,
      weekly: null,
      cap: cap && { amount: cap, currency: 'USD' },
      countries: ['US'],
    });
  await office.must('PUT', `/api/v1/lines/${world.line.id}/price`, { amount: 1, currency: 'USD' });
  await office.must('PUT', `/api/v1/lines/${world.line.id}/pace`, { segmentsPerSecond: 100 });
  await plan('Ben', { body: 'Before there is a cap' });
  await phone('Ben').shouldHear('Before there is a cap');
  await limits(0.5);

  /** Has a text taken out of the queue, and not back in it before they have written. */
  async function crosses(name: 'Ana' | 'Chidi', goes: () => Promise<string>, theirs: string): Promise<string> {
    let [id, answer]: [string, Promise<number | null>] = ['', Promise.resolve(null)];
    const pace = sql`select from line_paces where line_id = ${world.line.id} for update`;
    await holding(world.app.floor.db, pace, async (queue) => {
      id = await goes();
      await queue(1);
      answer = phone(name).texts(theirs);
      await queue(2);
    });
    assert.equal(await answer, 204);
    await comesTo(() => query(sql`select waits_for from outbox where message_id = ${id}`), [{ waits_for: 'money' }]);
    return id;
  }

  const remind = async () => (await plan('Ana', { body: 'Do you remember?', cancelIfTheyWriteFirst: true })).id;
  const reminder = await crosses('Ana', remind, 'I do');
  async function tellMany(): Promise<string> {
    const { id } = await plan('Chidi', { body: 'News', sendAt: inAnHour() });
    await query(sql`update outbox set lane = 1 where message_id = ${id}`);
    await office.must('PATCH', `/api/v1/messages/${id}`, { sendAt: null });
    return id;
  }
  const news = await crosses('Chidi', tellMany, 'Please stop texting me');

  await limits(null);
  const fate = async (name: 'Ana' | 'Chidi', id: string) => {
    const text = (await office.messages(name)).find((each) => each.id === id);
    return [text?.status, text?.error?.message];
  };
  await comesTo(() => fate('Ana', reminder), ['canceled', 'They wrote first, so this was not sent.']);
  const reason = 'They seem to ask for no more texts, so this was not sent.';
  await comesTo(() => fate('Chidi', news), ['canceled', reason]);
});
