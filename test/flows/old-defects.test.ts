// The defects of a texting app that came before this one, each as it showed itself there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { otherTeam } from '../support/other-team.ts';
import { inboundText, newSid, post } from '../support/twilio-posts.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana', 'Ben', 'Chidi', 'Dana']);
const { office, phone, carrier, line } = world;
const { inbound } = line.webhooks;

const add = (name: string, number: string) => office.must('POST', '/api/v1/people', { name, phones: [number] });
const threadOf = async ({ conversationId }: { conversationId: string }): Promise<string[]> =>
  (await office.must('GET', `/api/v1/conversations/${conversationId}/messages`)).items.map(
    ({ body }: { body: string }) => body,
  );

test('it cut the plus and exactly one digit off a number, so that only countries with one digit worked', async () => {
  const gil = await add('Gil', '+44 7911 123456');
  const ida = await add('Ida', '+353 85 123 4567');
  await post(inbound, inboundText('+447911123456', 'From London'));
  await post(inbound, inboundText('+353851234567', 'From Dublin'));
  assert.deepEqual([await threadOf(gil), await threadOf(ida)], [['From London'], ['From Dublin']]);
});

test('it looked for a number inside others, so that an answer landed in somebody else’s thread', async () => {
  const long = await add('Long', '+52 415 555 2671');
  const short = await add('Short', '+1 415 555 2671');
  await post(inbound, inboundText('+14155552671', 'From the short one'));
  await post(inbound, inboundText('+14155552671999', 'From a longer one'));
  await post(inbound, inboundText('+524155552671', 'From the long one'));
  assert.deepEqual([await threadOf(long), await threadOf(short)], [['From the long one'], ['From the short one']]);
});

test('it gave a text without a real number to the first person of the table', async () => {
  const { items: everybody } = await office.must('GET', '/api/v1/people');
  const lengths = () =>
    Promise.all(everybody.map(async (each: { conversationId: string }) => (await threadOf(each)).length));
  const counted = await lengths();
  for (const from of ['', '+', '+1', '1', 'anonymous'])
    assert.equal(await post(inbound, inboundText(from, 'Whose?')), 204);
  assert.deepEqual(await lengths(), counted);
});

test('it took % and _ in a number for wildcards', async () => {
  const vic = await add('Vic', '+1 415 555 2690');
  for (const from of ['%', '_', '+1415555269_', '+1%', '+1415555%'])
    await post(inbound, inboundText(from, 'A pattern'));
  assert.deepEqual(await threadOf(vic), []);
});

test('it never found numbers that were stored with their punctuation', async () => {
  const wim = await add('Wim', '(415) 555-2691');
  assert.deepEqual(wim.phones, ['+14155552691']);
  await post(inbound, inboundText('+14155552691', 'Found'));
  assert.deepEqual(await threadOf(wim), ['Found']);
  const again = await office.ask('POST', '/api/v1/people', { name: 'Wim again', phones: ['415.555.2691'] });
  assert.equal(again.status, 409);
});

test('it looked through everybody’s people, whoever’s number was texted', async () => {
  const theirs = await otherTeam(world.app.floor);
  const before = await theirs.look();
  await post(inbound, inboundText(theirs.phone, 'Not for them'));
  assert.deepEqual(await theirs.look(), before);
});

test('it failed on a sender that it did not know, and the text was lost', async () => {
  assert.equal(await post(inbound, inboundText('+14155552692', 'I am new here')), 204);
  const [stranger] = (await office.must('GET', '/api/v1/people?search=4155552692')).items;
  assert.deepEqual([stranger.name, await threadOf(stranger)], ['+14155552692', ['I am new here']]);
  const { items: waiting } = await office.must('GET', '/api/v1/conversations?view=waiting');
  assert.ok(waiting.some(({ id }: { id: string }) => id === stranger.conversationId));
});

test('it took a text from anybody, signed or not', async () => {
  const before = await world.count('messages');
  const text = inboundText(phone('Ana').number, 'I quit. Ana');
  assert.equal(await post(inbound, text, { headers: { 'x-twilio-signature': undefined } }), 403);
  assert.equal(await post(inbound, text, { token: 'guessed' }), 403);
  assert.equal(await world.count('messages'), before);
});

test('it stored a text twice that was posted twice', async () => {
  const text = inboundText(phone('Ana').number, 'Once');
  await Promise.all([post(inbound, text), post(inbound, text), post(inbound, text)]);
  await office.shouldSee('Ana', ['them: Once']);
});

test('it forgot the pictures', async () => {
  const pictures = {
    NumMedia: '2',
    MediaUrl0: 'https://a.example/0',
    MediaContentType0: 'image/jpeg',
    MediaUrl1: 'https://a.example/1',
  };
  await post(inbound, inboundText(phone('Ben').number, 'See these', pictures));
  assert.equal((await office.messages('Ben'))[0]?.media.length, 2);
});

test('it threw the company’s answer away, so that nothing could ever be reported on', async () => {
  const { id } = await office.texts('Chidi', 'Remember this');
  await office.shouldSeeStatus('Chidi', 'delivered');
  const [{ provider_id: sid }] = await world.query(sql`select provider_id from messages where id = ${id}`);
  assert.ok((await carrier.log()).some((sent) => sent.sid === sid));
});

test('it said "sent" when the company had only accepted, and never heard more', async () => {
  await carrier.misbehaves({ reorderCallbacks: true });
  const live = await office.listens();
  const { id } = await office.texts('Chidi', 'How far is it?');
  await live.hears('delivered', ({ data }) => data.message?.id === id && data.message.status === 'delivered');
  const told = live.heard.flatMap(({ data }) => (data.message?.id === id ? [data.message.status] : []));
  live.close();
  await carrier.misbehaves({});
  // What is told is read as it is told: by then it may be on its way already.
  assert.match(told[0], /^(queued|sending|accepted)$/);
  assert.equal(told.at(-1), 'delivered');
  assert.ok((await carrier.log()).every((sent) => sent.statusCallback?.includes('?attempt=')));
});

test('it sent a text again when its job was tried again', async () => {
  await carrier.misbehaves({ error500: 1 });
  await office.texts('Dana', 'Only once, please');
  await until(
    'an outcome',
    async () =>
      (
        await world.query(sql`select 1 from attempts join messages on messages.id = message_id
    where body = 'Only once, please' and outcome <> 'sending'`)
      ).length > 0,
  );
  await carrier.misbehaves({});
  const [{ team_id: teamId }] = await world.query(sql`select team_id from lines where id = ${line.id}`);
  // The job once more, as after a crash.
  await world.query(
    sql`select graphile_worker.add_job('drain-line', json_build_object('teamId', ${teamId}::text, 'lineId', ${line.id}::text))`,
  );
  await office.texts('Dana', 'And this after it');
  await phone('Dana').shouldHear('And this after it');
  assert.equal((await carrier.log()).filter(({ body }) => body === 'Only once, please').length, 1);
});

test('it broke off with an error of its own when a form was wrong', async () => {
  for (const body of [{}, { body: '' }, { body: null }, { message: 'Hello' }]) {
    const answer = await office.ask('POST', `/api/v1/conversations/${office.conversationWith('Ana')}/messages`, body);
    assert.deepEqual([answer.status, answer.body.code, Object.keys(answer.body.fields)], [422, 'invalid', ['body']]);
  }
});

test('it told what came in from what went out by whether a number was there', async () => {
  await post(inbound, inboundText('', 'From nobody', { MessageSid: newSid() }));
  const rows = await world.query(sql`select distinct direction from messages where body = 'From nobody'`);
  assert.deepEqual(rows, [{ direction: 'inbound' }]);
  const own = (await office.messages('Chidi'))[0];
  assert.equal(own?.direction, 'outbound');
});
