import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openClock } from '../support/asking.ts';
import { openBroadcasting } from '../support/broadcasting.ts';
import type { Json } from '../support/browser.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

// Ten in the evening in New York, eight in Denver.
const clock = openClock('2026-11-27T03:00:00Z');
const world = await openOfficeHours(['Ana', 'Ben'], { clock });
const { office, carrier } = world;
const { writes, look, dispatches, shouldBe, to, recipients, read } = openBroadcasting(world);
const settings = { accountSid: `AC${'e'.repeat(32)}`, authToken: 'carrier-token', baseUrl: carrier.url };
const line = await office.must('POST', '/api/v1/lines', {
  provider: 'twilio',
  label: 'Main',
  number: '+12025550100',
  settings,
});
const sentTo = async (body: string) => (await carrier.log()).filter((text) => text.body === body).map(({ to }) => to);

test('where it is night it leaves in the morning, by the zone of the number', async () => {
  const { id } = await writes('Good morning', await to('Ana', 'Ben'));
  const { leaves } = await look(id);
  assert.deepEqual(
    leaves.zones.map(({ timeZone, at }: Json) => [timeZone, at]),
    [
      ['America/Denver', '2026-11-27T03:00:30.000Z'],
      ['America/New_York', '2026-11-27T13:00:00.000Z'],
    ],
  );
  await dispatches(id);
  clock.on(1);
  await until('Ben to have it', async () => (await sentTo('Good morning')).length === 1);
  await until('Ana to wait for the morning', async () => {
    const [waiting] = await recipients(id, 'waiting');
    return waiting?.dueAt === '2026-11-27T13:00:00.000Z';
  });
  assert.equal((await read(id)).progress.queued, 0);
  clock.to('2026-11-27T13:00:01Z');
  await shouldBe(id, { waiting: 0 }, 'done');
  assert.deepEqual(await sentTo('Good morning'), ['+13035550102', '+12125550101']);
});

test('on each person’s clock is on the clock of their number where they have told none', async () => {
  const { id } = await writes('At nine', await to('Ana', 'Ben'), {
    sendAt: { localDate: '2026-11-28', localTime: '09:00' },
  });
  await dispatches(id);
  await until('all to be put down', async () => (await recipients(id)).length === 2);
  assert.deepEqual((await recipients(id)).map(({ person, dueAt }) => [person.name, dueAt]).sort(), [
    ['Ana', '2026-11-28T14:00:00.000Z'],
    ['Ben', '2026-11-28T16:00:00.000Z'],
  ]);
  await office.must('DELETE', `/api/v1/broadcasts/${id}/dispatch`);
  await office.must('DELETE', `/api/v1/broadcasts/${id}`);
});

test('blocked numbers and the weekly limit count in the last look, and the price and the month’s money', async () => {
  clock.to('2026-11-27T18:00:00Z');
  const abroad = await office.must('POST', '/api/v1/people', { name: 'Zoë', phones: ['+447400123456'] });
  const costly = await office.must('POST', '/api/v1/people', { name: 'Hotline', phones: ['+19005550123'] });
  const audience = await to('Ana', 'Ben');
  const { id } = await writes('Once a week', { ...audience, personIds: [...audience.personIds, abroad.id, costly.id] });
  await office.must('PUT', `/api/v1/lines/${line.id}/price`, { amount: 0.01, currency: 'USD' });
  const usual = { hours: { opens: '08:00', closes: '21:00' }, keepsHours: true, questionsKeepHours: true };
  await office.must('PUT', '/api/v1/limits', {
    ...usual,
    weekly: null,
    cap: { amount: 0.01, currency: 'USD' },
    countries: ['US'],
  });
  const before = await look(id);
  assert.deepEqual([before.willGet, before.price], [2, { amount: 0.02, currency: 'USD' }]);
  assert.deepEqual([before.overCap.cost, before.overCap.left], [0.02, 0.01]);
  const reasons = ({ left }: Json) => left.map(({ reason, people }: Json) => [reason, people[0].name]).sort();
  assert.deepEqual(reasons(before), [
    ['blocked_country', 'Zoë'],
    ['blocked_number', 'Hotline'],
  ]);
  await office.must('PUT', '/api/v1/limits', { ...usual, weekly: 1, cap: null, countries: ['US', 'GB'] });
  const after = await look(id);
  assert.equal(after.willGet, 1);
  assert.equal(after.left.find(({ reason }: Json) => reason === 'too_many_texts').count, 2);
  await dispatches(id);
  clock.on(1);
  const { progress } = await shouldBe(id, { chosen: 4, waiting: 0 }, 'done');
  assert.equal(progress.left.find(({ reason }: Json) => reason === 'too_many_texts').count, 2);
  assert.deepEqual(await sentTo('Once a week'), ['+447400123456']);
});
