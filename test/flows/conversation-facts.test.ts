import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '../support/browser.ts';
import { otherTeam } from '../support/other-team.ts';
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
  const { items } = await office.must('GET', '/api/v1/groups?counts=true');
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

test('of a view, some conversations can be asked for, in its order and with their places; nobody else’s are among them', async () => {
  const ids = ['Ana', 'Ben'].map((name) => office.conversationWith(name as 'Ana' | 'Ben'));
  const others = await otherTeam(world.app.floor);
  const of = async (view: string, wanted: string[]) => {
    const { items, next } = await office.must('GET', `/api/v1/conversations?view=${view}&ids=${wanted.join(',')}`);
    assert.equal(next, null);
    return items.map(({ person, place }: Json) => ({ name: person.name, place }));
  };
  const names = async (view: string, wanted: string[]) => (await of(view, wanted)).map(({ name }: Json) => name);
  await phone('Ben').texts('And I?');
  const [first, second] = await of('all', [...ids, others.conversationId]);
  assert.deepEqual([first.name, second.name], ['Ben', 'Ana']);
  assert.ok(first.place > second.place, `${first.place} is later than ${second.place}.`);
  const whole = await office.must('GET', '/api/v1/conversations?view=all');
  assert.deepEqual(
    whole.items.map(({ place }: Json) => place),
    [first.place, second.place],
  );
  assert.deepEqual(await names('waiting', ids), ['Ana', 'Ben']);
  assert.deepEqual(await names('waiting', ids.slice(1)), ['Ben']);
  assert.deepEqual(await names('mine', ids), []);
  const [group] = (await office.must('GET', '/api/v1/groups?counts=true')).items;
  assert.deepEqual(await names(`all&group=${group.id}`, ids), ['Ben']);
  const silent = await office.must('POST', '/api/v1/people', { name: 'Silent', phones: ['+14155550199'] });
  assert.deepEqual(await of('unassigned', [silent.conversationId]), [{ name: 'Silent', place: '' }]);
  for (const wrong of ['x', `${ids[0]},`, Array.from({ length: 101 }, () => ids[0]).join(',')])
    assert.equal((await office.ask('GET', `/api/v1/conversations?ids=${wrong}`)).status, 422);
});
