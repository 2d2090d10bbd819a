import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Name } from '../support/cast.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana', 'Ben', 'Chidi', 'Dana', 'Emre']);
const { office, phone, query } = world;
const mo = await office.colleague('Mo');

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
const plan = (name: Name, more: object = {}) =>
  office.must('POST', `/api/v1/conversations/${office.conversationWith(name)}/messages`, {
    body: 'See you',
    sendAt: inAnHour(),
    ...more,
  });
const cancel = (id: string, who = office) => who.must('DELETE', `/api/v1/messages/${id}`);
const planAgain = (id: string, who = office) => who.ask('DELETE', `/api/v1/messages/${id}/cancellation`);
const planned = async (name: Name) =>
  (await office.messages(name)).filter(({ status }) => status === 'scheduled').length;

async function mustRefuse(id: string, code: string, who = office): Promise<void> {
  const answer = await planAgain(id, who);
  assert.deepEqual([answer.status, answer.body.code], [409, code]);
}

test('what is cancelled is planned again as it was, with what a colleague changed last, and once', async () => {
  const text = await plan('Ana', { cancelIfTheyWriteFirst: true });
  await mustRefuse(text.id, 'changed_since');
  await mo.must('PATCH', `/api/v1/messages/${text.id}`, { body: 'See you at nine' });
  await cancel(text.id);
  const again = await planAgain(text.id);
  assert.equal(again.status, 200);
  const { body, sendAt, status, cancelIfTheyWriteFirst } = again.body;
  assert.deepEqual([body, sendAt, status, cancelIfTheyWriteFirst], ['See you at nine', text.sendAt, 'scheduled', true]);
  await mustRefuse(text.id, 'changed_since');
  assert.equal(await planned('Ana'), 1);
});

test('of all who cancel it only the one who has done so plans it again', async () => {
  const text = await plan('Ben');
  await cancel(text.id);
  await cancel(text.id, mo);
  await mustRefuse(text.id, 'changed_since', mo);
  const answers = await Promise.all([planAgain(text.id), planAgain(text.id)]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
  assert.equal(await planned('Ben'), 1);
});

test('what is only wanted as long as they are silent is not planned again when they have written', async () => {
  const [reminder, kept] = [await plan('Dana', { cancelIfTheyWriteFirst: true }), await plan('Dana')];
  for (const { id } of [reminder, kept]) await cancel(id);
  await phone('Dana').texts('I am on my way');
  await mustRefuse(reminder.id, 'changed_since');
  assert.equal((await planAgain(kept.id)).status, 200);
  const another = await plan('Dana', { cancelIfTheyWriteFirst: true });
  await phone('Dana').texts('No need');
  await cancel(another.id);
  await mustRefuse(another.id, 'changed_since');
});

test('nor is one whose time has passed, or to somebody who has opted out', async () => {
  const [late, other] = [await plan('Chidi'), await plan('Emre')];
  for (const { id } of [late, other]) await cancel(id);
  await query(sql`update acts set before = before || jsonb_build_object('sendAt', now() - interval '1 second')
    where message_id = ${late.id}`);
  await mustRefuse(late.id, 'too_late');
  await phone('Emre').texts('STOP');
  await mustRefuse(other.id, 'opted_out');
  assert.deepEqual([await planned('Chidi'), await planned('Emre')], [0, 0]);
});
