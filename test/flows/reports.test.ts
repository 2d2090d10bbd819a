import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Json } from '../support/browser.ts';
import { holding } from '../support/held.ts';
import { newSid, post } from '../support/twilio-posts.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana', 'Ben', 'Chidi', 'Dana', 'Emre', 'Farah']);
const { office, phone, carrier, line } = world;

/** What Twilio reports about one text, in the words of its callback. */
const report = (sid: string, status: string, more: Record<string, string> = {}) => ({
  MessageSid: sid,
  SmsSid: sid,
  MessageStatus: status,
  SmsStatus: status,
  AccountSid: `AC${'a'.repeat(32)}`,
  From: line.number,
  To: '+14155550100',
  ApiVersion: '2010-04-01',
  ...more,
});
const tell = (sid: string, status: string, more = {}, attempt = '') =>
  post(`${line.webhooks.status}${attempt && `?attempt=${attempt}`}`, report(sid, status, more));

/** A text that the company has taken and will never report on by itself. */
async function acceptedText(name: 'Ana' | 'Ben' | 'Chidi' | 'Dana', body: string) {
  await phone(name).behaves({ losesTexts: true });
  const { id } = await office.texts(name, body);
  await office.shouldSeeStatus(name, 'sent');
  // A report may be quicker than the company's answer, which is news too when it is written down.
  const open = sql`select from attempts where message_id = ${id} and outcome = 'sending'`;
  await until('the answer', async () => (await world.query(open)).length === 0);
  await world.query(sql`update messages set status = 'accepted' where id = ${id}`);
  const [{ provider_id: sid }] = await world.query(sql`select provider_id from messages where id = ${id}`);
  return {
    id,
    sid: sid as string,
    status: async () => (await world.query(sql`select status from messages where id = ${id}`))[0].status,
  };
}

function permutations<T>(items: T[]): T[][] {
  if (items.length < 2) return [items];
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}

test('whatever the order in which reports come, the highest stands', async () => {
  const text = await acceptedText('Ana', 'In any order');
  const reset = () => world.query(sql`update messages set status = 'accepted' where id = ${text.id}`);
  for (const last of ['delivered', 'undelivered', 'failed']) {
    for (const order of permutations(['queued', 'sent', last])) {
      await reset();
      for (const status of order) assert.equal(await tell(text.sid, status), 204);
      assert.equal(await text.status(), last, order.join(', '));
    }
  }
  for (const order of permutations(['delivered', 'undelivered', 'failed'])) {
    await reset();
    for (const status of order) await tell(text.sid, status);
    assert.equal(await text.status(), order[0], order.join(', '));
  }
});

test('what has arrived shows no error, whatever is reported after it', async () => {
  const text = await acceptedText('Ana', 'Arrived');
  await tell(text.sid, 'delivered');
  for (const status of ['sent', 'undelivered', 'failed']) await tell(text.sid, status, { ErrorCode: '30003' });
  const shown = (await office.messages('Ana')).find(({ id }) => id === text.id);
  assert.deepEqual([shown?.status, shown?.error], ['delivered', undefined]);
});

test('the same report again, also 20 at once, is no news', async () => {
  const text = await acceptedText('Ben', 'Reported often');
  const events = async () => (await world.query(sql`select 1 from events where message_id = ${text.id}`)).length;
  const before = await events();
  await Promise.all(Array.from({ length: 20 }, () => tell(text.sid, 'delivered')));
  assert.deepEqual([await text.status(), (await events()) - before], ['delivered', 1]);
});

test('reports that are taken in together lock conversations in the order in which acts on many lock them', async () => {
  const { db } = world.app.floor;
  const row = (name: 'Ana' | 'Ben' | 'Chidi') =>
    sql`select from conversations where id = ${office.conversationWith(name)} for no key update`;
  /** Whether the first is locked before the second is waited for, when both have so long to come. */
  async function isInOrder(ms: number): Promise<boolean> {
    const [ana, ben, chidi] = [
      await acceptedText('Ana', `Failing ${ms}`),
      await acceptedText('Ben', `Failing ${ms}`),
      await acceptedText('Chidi', `Failing ${ms}`),
    ];
    const posts: Promise<number>[] = [];
    let isLocked = false;
    await holding(db, row('Ben'), async (queue) => {
      await holding(db, row('Chidi'), async (queueBehind) => {
        posts.push(tell(chidi.sid, 'failed'));
        await queueBehind(1);
        // What comes meanwhile is taken in together.
        posts.push(tell(ben.sid, 'failed'));
        await pause(ms);
        posts.push(tell(ana.sid, 'failed'));
        await pause(ms);
      });
      await queue(1);
      const { rows: free } = await sql`${row('Ana')} skip locked`.execute(db);
      isLocked = free.length === 0;
    });
    assert.deepEqual(await Promise.all(posts), [204, 204, 204]);
    for (const text of [ana, ben, chidi]) assert.equal(await text.status(), 'failed');
    return isLocked;
  }
  // On a busy machine they may need more time to come.
  assert.ok((await isInOrder(50)) || (await isInOrder(1500)) || (await isInOrder(6000)));
});

test('a report that a text failed locks the conversation before the text, as a merge and a removal do', async () => {
  const { db } = world.app.floor;
  const conversationId = office.conversationWith('Ana');
  const ways: [code: string, provider: boolean][] = [
    ['30003', true],
    ['21610', true],
    ['30003', false],
  ];
  for (const [code, isKnown] of ways) {
    const text = await acceptedText('Ana', `Fails with ${code}`);
    const [attempt] = await world.query(sql`select id from attempts where message_id = ${text.id}`);
    if (!isKnown) await world.query(sql`update messages set provider_id = null where id = ${text.id}`);
    let answer: Promise<number> | undefined;
    await holding(db, sql`select from conversations where id = ${conversationId} for update`, async (queue) => {
      answer = tell(text.sid, 'failed', { ErrorCode: code }, attempt.id);
      await queue(1);
      // What became of handing it over may be written down at this moment.
      const free = sql`select from messages join attempts on message_id = messages.id
        where messages.id = ${text.id} for update skip locked`;
      const reason = `the text to be free: ${code}, ${isKnown ? 'by its id' : 'by its attempt'}`;
      await until(reason, async () => (await free.execute(db)).rows.length > 0, 10_000);
    });
    assert.equal(await answer, 204);
    assert.equal(await text.status(), 'failed');
    await phone('Ana').texts('START');
  }
});

test('so does the answer that refuses a text, before what is under way', async () => {
  const { db } = world.app.floor;
  await phone('Emre').behaves({ errorCode: 21614 });
  const pausing = `/api/v1/lines/${line.id}/pause`;
  await office.must('POST', pausing);
  const { id } = await office.texts('Emre', 'To a landline');
  let free: unknown[] = [];
  const conversation = sql`select from conversations where id = ${office.conversationWith('Emre')} for update`;
  await holding(db, conversation, async (queue) => {
    await office.must('DELETE', pausing);
    const tries = sql`select from attempts where message_id = ${id}`;
    await until('it to be under way', async () => (await world.query(tries)).length > 0);
    await queue(1);
    ({ rows: free } = await sql`select from attempts join messages on messages.id = message_id
      where message_id = ${id} for update skip locked`.execute(db));
  });
  await office.shouldSeeStatus('Emre', 'failed');
  assert.equal(free.length, 1);
  await phone('Emre').behaves({});
});

test('reports that come all at once, on many texts and in any order, leave each with its highest', async () => {
  const names = ['Ana', 'Ben', 'Chidi', 'Dana'] as const;
  const texts = await Promise.all(names.map((name) => acceptedText(name, `To ${name} at once`)));
  const last = ['delivered', 'undelivered', 'failed', 'sent'];
  const [{ number: before }] = await world.query(sql`select max(number)::int as number from events`);
  const posts = permutations(['queued', 'sending', 'sent', 'last']).flatMap((order) =>
    order.flatMap((status) =>
      texts.map(({ sid }, index) => tell(sid, status === 'last' ? last[index]! : status, { ErrorCode: '' })),
    ),
  );
  assert.deepEqual(new Set(await Promise.all(posts)), new Set([204]));
  assert.deepEqual(await Promise.all(texts.map((text) => text.status())), last);
  for (const [index, name] of names.entries()) {
    const [row] = await world.query(sql`select last_message_failed from conversations
      where id = ${office.conversationWith(name)} and last_message_id = ${texts[index]!.id}`);
    assert.equal(row.last_message_failed, ['undelivered', 'failed'].includes(last[index]!), name);
  }
  const changes = await world.query(
    sql`select number::int, message_id from events where number > ${before} order by number`,
  );
  assert.deepEqual(
    changes.map(({ number }) => number),
    changes.map((_, index) => before + 1 + index),
  );
  // No more than once for each step upwards.
  for (const { id } of texts) {
    const count = changes.filter(({ message_id }) => message_id === id).length;
    assert.ok(count >= 1 && count <= 3, `${count} changes`);
  }
});

test('a report that comes while its text goes to another conversation is kept', async () => {
  const text = await acceptedText('Chidi', 'To be delivered in the middle of a merge');
  const people = (await office.must('GET', '/api/v1/people')).items as { id: string; name: string }[];
  const idOf = (name: string) => people.find((person) => person.name === name)?.id;
  const answers: Promise<unknown>[] = [];
  await holding(world.app.floor.db, sql`select from messages where id = ${text.id} for update`, async (queue) => {
    answers.push(office.must('POST', `/api/v1/people/${idOf('Ana')}/merges`, { otherId: idOf('Chidi') }));
    await queue(1);
    answers.push(tell(text.sid, 'delivered'));
    await queue(2);
  });
  await Promise.all(answers);
  assert.equal(await text.status(), 'delivered');
  await office.shouldSeeStatus('Ana', 'delivered');
  const [merge] = (await office.must('GET', `/api/v1/people/${idOf('Ana')}/merges`)).items;
  await office.must('DELETE', `/api/v1/merges/${merge.id}`);
});

test('a text that fails while it goes to another conversation is told of there', async () => {
  const text = await acceptedText('Ben', 'To fail in the middle of a merge');
  const people = (await office.must('GET', '/api/v1/people')).items as { id: string; name: string }[];
  const idOf = (name: string) => people.find((person) => person.name === name)?.id;
  const answers: Promise<unknown>[] = [];
  await holding(world.app.floor.db, sql`select from messages where id = ${text.id} for update`, async (queue) => {
    answers.push(office.must('POST', `/api/v1/people/${idOf('Ana')}/merges`, { otherId: idOf('Ben') }));
    await queue(1);
    answers.push(tell(text.sid, 'failed', { ErrorCode: '30003' }));
    await queue(2);
  });
  await Promise.all(answers);
  const [head] = await world.query(sql`select last_message_id, last_message_failed from conversations
    where id = ${office.conversationWith('Ana')}`);
  assert.deepEqual(head, { last_message_id: text.id, last_message_failed: true });
  assert.equal(await text.status(), 'failed');
  const [merge] = (await office.must('GET', `/api/v1/people/${idOf('Ana')}/merges`)).items;
  await office.must('DELETE', `/api/v1/merges/${merge.id}`);
});

test('a failure says why in plain words, and an unknown code is no accident', async () => {
  const text = await acceptedText('Chidi', 'Will fail');
  await tell(text.sid, 'undelivered', { ErrorCode: '30005' });
  assert.match((await office.messages('Chidi')).at(-1)?.error?.message ?? '', /no longer in service/);
  const odd: Record<string, string>[] = [
    { ErrorCode: 'abc' },
    { ErrorCode: '999999999999999999999' },
    { ErrorCode: '-1' },
    { ErrorCode: '\u0000' },
    { ErrorCode: '' },
    { From: '\u0000' },
    { From: 'a'.repeat(5000) },
    { To: '' },
    { MessageStatus: 'DELIVERED' },
    { MessageStatus: 'teleported' },
    { MessageStatus: '__proto__' },
    { MessageStatus: '' },
  ];
  for (const more of odd) assert.equal(await tell(newSid(), 'failed', more), 204, JSON.stringify(more).slice(0, 60));
  assert.equal(await tell(text.sid, 'sent', {}, 'x'), 204);
  assert.equal(await tell(newSid(), 'sent', {}, `${crypto.randomUUID()}%00`), 204);
  assert.equal(await text.status(), 'undelivered');
});

test('a report that comes before the answer to the send is kept, and joined when the answer comes', async () => {
  const sid = newSid();
  assert.deepEqual([await tell(sid, 'delivered'), await tell(sid, 'sent'), await tell(sid, 'sent')], [204, 204, 204]);
  const kept = () => world.query(sql`select status from early_reports where provider_id = ${sid} order by status`);
  assert.deepEqual(await kept(), [{ status: 'delivered' }, { status: 'sent' }]);

  // The company answers slowly: its own reports on this text are all here before its answer is.
  await carrier.misbehaves({ latencyMs: 1500 });
  await office.texts('Emre', 'Slow to answer');
  await office.shouldSeeStatus('Emre', 'delivered');
  const [attempt] = await world.query(sql`select attempts.outcome, messages.provider_id from attempts
    join messages on messages.id = message_id where body = 'Slow to answer'`);
  assert.equal(attempt.outcome, 'accepted');
  await carrier.misbehaves({});
  const open = sql`select from attempts where outcome = 'sending'`;
  await until('the answer', async () => (await world.query(open)).length === 0);
  await office.shouldSeeStatus('Emre', 'delivered');
  assert.equal((await carrier.log()).filter(({ body }) => body === 'Slow to answer').length, 1);
});

test('reports for an id that we learn later are applied when we learn it', async () => {
  // Reports without the attempt, as from an address that was set at the company and not with the text.
  await carrier.misbehaves({ latencyMs: 800 });
  await phone('Farah').behaves({ losesTexts: true });
  await office.texts('Farah', 'Reported by its id alone');
  const sent = await until('the create', async () =>
    (await carrier.log()).find(({ body }) => body === 'Reported by its id alone'),
  );
  const status = (await office.messages('Farah'))[0]!.status;
  assert.equal(await post(line.webhooks.status, report(sent.sid, 'delivered')), 204);
  await carrier.misbehaves({});
  assert.ok(['sending', 'accepted', 'sent'].includes(status));
  await office.shouldSeeStatus('Farah', 'delivered');
  await until(
    'an empty waiting room',
    async () => (await world.query(sql`select 1 from early_reports where provider_id = ${sent.sid}`)).length === 0,
  );
});

test('an opt-out that the company reports of a text from before they came back changes nothing', async () => {
  const text = await acceptedText('Ben', 'Before you came back');
  await phone('Ben').texts('START');
  assert.equal(await tell(text.sid, 'failed', { ErrorCode: '21610' }), 204);
  assert.equal(await text.status(), 'failed');
  assert.equal(
    (await office.must('GET', `/api/v1/conversations/${office.conversationWith('Ben')}`)).person.optedOutAt,
    null,
  );
});

test('so does one of a try from before they came back, of a text that was tried again since', async () => {
  const text = await acceptedText('Ben', 'Tried twice');
  const [first] = await world.query(sql`select id from attempts where message_id = ${text.id}`);
  await phone('Ben').texts('START');
  await world.query(sql`
    insert into attempts (team_id, id, conversation_id, message_id, line_id, worker_id, lane, outcome, started_at)
    select team_id, ${crypto.randomUUID()}, conversation_id, message_id, line_id, worker_id, lane, 'unknown',
      now() + interval '1 minute' from attempts where id = ${first.id}`);
  assert.equal(await tell(text.sid, 'failed', { ErrorCode: '21610' }, first.id), 204);
  assert.equal(await text.status(), 'failed');
  const { person } = await office.must('GET', `/api/v1/conversations/${office.conversationWith('Ben')}`);
  assert.equal(person.optedOutAt, null);
});

test('an opt-out that the company reports late is shown with whoever has the number by now', async () => {
  const [ana, ben] = await Promise.all(
    (['Ana', 'Ben'] as const).map((name) =>
      office.must('GET', `/api/v1/conversations/${office.conversationWith(name)}`),
    ),
  );
  const text = await acceptedText('Ana', 'To the number that was yours');
  const takes = (person: Json, phones: string[]) => office.must('PATCH', `/api/v1/people/${person.id}`, { phones });
  await takes(ana.person, ['+14155550191']);
  await takes(ben.person, ana.person.phones);
  const rowOf = async ({ id }: Json) =>
    (await office.must('GET', '/api/v1/conversations?view=all')).items.find((row: Json) => row.id === id);
  assert.equal((await rowOf(ben)).person.optedOutAt, null);
  assert.equal(await tell(text.sid, 'failed', { ErrorCode: '21610' }), 204);
  await until('it to be shown with Ben', async () => (await rowOf(ben)).person.optedOutAt !== null);
  assert.equal((await rowOf(ana)).person.optedOutAt, null);
  await phone('Ana').texts('START');
  await takes(ben.person, ben.person.phones);
  await takes(ana.person, ana.person.phones);
});

test('a report over another line, even a rightly signed one, changes no text of this one', async () => {
  const text = await acceptedText('Dana', 'Mine');
  const accountSid = `AC${'b'.repeat(32)}`;
  const settings = { accountSid, authToken: 'carrier-token', baseUrl: carrier.url };
  const other = await office.must('POST', '/api/v1/lines', {
    provider: 'twilio',
    label: 'B',
    number: '+12025550150',
    settings,
  });
  const [attempt] = await world.query(sql`select id from attempts where message_id = ${text.id}`);
  assert.equal(await post(other.webhooks.status, report(text.sid, 'failed')), 204);
  assert.equal(await post(`${other.webhooks.status}?attempt=${attempt.id}`, report(newSid(), 'failed')), 204);
  assert.equal(await text.status(), 'accepted');
  assert.equal(await post(line.webhooks.status, report(text.sid, 'failed'), { token: 'guessed' }), 403);
  assert.equal(await text.status(), 'accepted');
});

test('an opt-out that the company reports late closes the way', async () => {
  const [row] = await world.query(
    sql`select provider_id as sid, to_address as address from messages where body = 'Mine'`,
  );
  await tell(row.sid, 'failed', { ErrorCode: '21610' });
  assert.deepEqual(await world.query(sql`select how, words from opt_outs where address = ${row.address}`), [
    { how: 'provider', words: '21610' },
  ]);
  const refused = await office.ask('POST', `/api/v1/conversations/${office.conversationWith('Dana')}/messages`, {
    body: 'Hi',
  });
  assert.equal(refused.status, 409);
});
