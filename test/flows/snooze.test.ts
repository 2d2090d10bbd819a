import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { wakeSnoozed } from '../../src/domain/conversations/conversations.ts';
import type { Json } from '../support/browser.ts';
import { openOfficeHours } from '../support/world.ts';

// Nobody works in the background: what wakes somebody is asked for.
const world = await openOfficeHours(['Ana', 'Ben', 'Chidi', 'Dana', 'Emre'], { config: { role: 'web' } });
const { office, phone } = world;
const names = ['Ana', 'Ben', 'Chidi', 'Dana', 'Emre'] as const;
const ids = names.map((name) => office.conversationWith(name));

const look = (): Promise<Json[]> => Promise.all(ids.map((id) => office.must('GET', `/api/v1/conversations/${id}`)));
const eventsOf = async (from: number): Promise<string[]> =>
  (
    (await world.query(
      sql`select conversation_id from events where number > ${from} and kind = 'conversation.changed'`,
    )) as { conversation_id: string }[]
  ).map((row) => row.conversation_id);
const newestEvent = async (): Promise<number> =>
  ((await world.query(sql`select max(number)::int as number from events`)) as [{ number: number }])[0].number;
const snooze = (ms: number) =>
  office.must('POST', '/api/v1/conversation-acts', {
    ids,
    act: 'snooze',
    until: new Date(Date.now() + ms).toISOString(),
  });
/** As if the time had come: a little before, for the clock of the program has no parts of a millisecond. */
const pass = () =>
  world.query(sql`update conversations set snoozed_until = now() - interval '1 millisecond'
  where snoozed_until is not null`);

test('until its time comes, nobody wakes what is snoozed, however often they look', async () => {
  await snooze(60_000);
  await wakeSnoozed(world.app.floor);
  assert.ok((await look()).every(({ snoozedUntil }) => snoozedUntil !== null));
});

test('of many who look at once each wakes others, and each is told of once', async () => {
  await phone('Ben').texts('Before');
  await snooze(60_000);
  const { waitingSince } = (await look())[1]!;
  assert.equal(waitingSince, null);
  await pass();
  const from = await newestEvent();
  await Promise.all(Array.from({ length: 6 }, () => wakeSnoozed(world.app.floor)));
  await wakeSnoozed(world.app.floor);
  assert.deepEqual((await eventsOf(from)).sort(), [...ids].sort());
  const rows = await look();
  assert.ok(rows.every(({ snoozedUntil, waitingSince }) => snoozedUntil === null && waitingSince !== null));
  const { items } = await office.must('GET', '/api/v1/conversations?view=waiting');
  assert.equal(items[0].person.name, 'Ben', 'whoever waited before has waited longest');
});

test('what has woken is not put to sleep again by an undo', async () => {
  const { actId } = await snooze(60_000);
  await pass();
  await wakeSnoozed(world.app.floor);
  const refused = await office.ask('POST', `/api/v1/acts/${actId}/undo`);
  assert.deepEqual([refused.status, refused.body.code], [409, 'changed_since']);
  assert.ok((await look()).every(({ waitingSince }) => waitingSince !== null));
});

test('what was done while it slept, and what is snoozed when it is done, follow the last act', async () => {
  const [id] = ids as [string];
  await snooze(60_000);
  const done = await office.must('POST', `/api/v1/conversations/${id}/closure`);
  assert.deepEqual([done.snoozedUntil, done.closedAt !== null], [null, true]);
  await office.must('PUT', `/api/v1/conversations/${id}/snooze`, {
    until: new Date(Date.now() + 60_000).toISOString(),
  });
  await pass();
  await wakeSnoozed(world.app.floor);
  const woken = await office.must('GET', `/api/v1/conversations/${id}`);
  assert.deepEqual([woken.closedAt, woken.waitingSince !== null], [null, true], 'it is open again, and waits');
  const shown = await office.must('DELETE', `/api/v1/conversations/${id}/snooze`);
  assert.equal(shown.actId, null, 'it does not sleep');
});
