import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { comesTo, until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { visit } from './chromium.ts';

const world = await openOfficeHours(['Ana']);
const { office, phone, url } = world;
await office.must('PATCH', '/api/v1/me', { gettingStartedHidden: true, preferences: { undoSeconds: 0 } });
const { items } = await office.must('GET', '/api/v1/people?search=Ana');
await office.must('PATCH', `/api/v1/people/${items[0].id}`, { timeZone: 'Asia/Kolkata' });
await phone('Ana').texts('Good evening');
await phone('Ana').behaves({ delivery: 'silent' });
await office.texts('Ana', 'And good night');
await office.shouldSeeStatus('Ana', 'sent');
// Two hours before a midnight in the page's zone.
const evening = new Date('2026-11-10T22:00:00Z');
await sql`update messages set created_at = ${evening}, status_at = ${evening}`.execute(world.app.floor.db);

test('a page that is open for a day says no "today" of yesterday, and its clocks go on', async () => {
  const { page, faults, close } = await visit(`${url}/inbox/all/${office.conversationWith('Ana')}`, {
    as: office,
    timezoneId: 'UTC',
    prepare: (page) => page.clock.install({ time: new Date('2026-11-10T23:58:00Z') }),
  });
  const thread = page.getByRole('region', { name: 'Texts', exact: true });
  await thread.getByRole('heading', { name: 'Today' }).waitFor();
  const row = page.locator('[data-conversation] time');
  const head = page.getByText(/there$/);
  await comesTo(() => row.textContent(), '10:00 PM');
  await thread.getByText('Sent, waiting for the carrier').waitFor();
  const before = await head.textContent();

  await page.clock.fastForward(3 * 60_000);
  await thread.getByRole('heading', { name: 'Yesterday' }).waitFor();
  await comesTo(() => row.textContent(), 'Tue');
  await until('the clock to go on', async () =>
    /5:2[89] AM there.* 5:3[12] AM there/.test(`${before} ${await head.textContent()}`),
  );

  await page.clock.fastForward(6 * 3_600_000);
  await thread.getByText('Sent, no receipt').waitFor();
  assert.deepEqual(faults, []);
  await close();
});
