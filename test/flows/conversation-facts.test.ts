import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana', 'Ben']);
const { office, phone } = world;

test('how texts to a person fare is counted, and the last that did not arrive is named', async () => {
  const path = `/api/v1/conversations/${office.conversationWith('Ana')}/delivery`;
  assert.deepEqual(await office.must('GET', path), { sent: 0, delivered: 0, lastFailure: null });
  await office.texts('Ana', 'Gate B');
  await office.shouldSeeStatus('Ana', 'delivered');
  await phone('Ana').behaves({ delivery: 'undelivered', errorCode: 30003 });
  const failed = await office.texts('Ana', 'Gate C');
  await office.shouldSeeStatus('Ana', 'undelivered');
  await phone('Ana').texts('Which one?');
  const { lastFailure, ...counts } = await office.must('GET', path);
  assert.deepEqual(counts, { sent: 2, delivered: 1 });
  assert.equal(lastFailure.messageId, failed.id);
  assert.equal((await office.ask('GET', path.replace(/\/[^/]+\/delivery/, `/${failed.id}/delivery`))).status, 404);
  assert.equal((await office.ask('GET', '/api/v1/conversations/nobody/delivery')).status, 422);
});

test('groups are listed by name, and each is a view of the inbox', async () => {
  const { id } = (await office.must('GET', `/api/v1/conversations/${office.conversationWith('Ben')}`)).person;
  await office.must('PATCH', `/api/v1/people/${id}`, { groups: ['Weekend', 'crew North'] });
  const { items } = await office.must('GET', '/api/v1/groups');
  assert.deepEqual(
    items.map(({ name, people }: { name: string; people: number }) => `${name} ${people}`),
    ['crew North 1', 'Weekend 1'],
  );
  const rows = (await office.must('GET', `/api/v1/conversations?view=all&group=${items[0].id}`)).items;
  assert.deepEqual(
    rows.map((row: { person: { name: string } }) => row.person.name),
    ['Ben'],
  );
  const stranger = world.openOffice();
  assert.equal((await stranger.ask('GET', '/api/v1/groups')).status, 401);
});
