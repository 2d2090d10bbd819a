import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openOfficeHours } from '../support/world.ts';
import { mustBeAccessible, visit } from './chromium.ts';
import { sticksOut } from './screens.ts';

const world = await openOfficeHours([]);
const { office, url, carrier } = world;
const line = await office.must('POST', '/api/v1/lines', {
  provider: 'twilio',
  label: 'Main',
  number: '+12125550300',
  settings: { accountSid: `AC${'3'.repeat(32)}`, authToken: 'carrier-token', baseUrl: carrier.url },
});
const answers = () => office.must('GET', `/api/v1/lines/${line.id}/keyword-answers`);

async function open() {
  const [name, value] = office.cookie().split('=', 2) as [string, string];
  const visited = await visit(url);
  await visited.page.context().addCookies([{ name, value, url }]);
  await visited.page.goto(`${url}/lines`);
  return visited;
}

test('what is answered to HELP is written in both languages, with its length, and kept', async () => {
  const { page, faults } = await open();
  const part = page.getByRole('region', { name: 'Answer to HELP' });
  await part.getByText('Twilio answers HELP and INFO itself').waitFor();
  await mustBeAccessible(page, 'the answers');
  await part.getByRole('button', { name: 'Change what is answered over Main' }).click();
  await part.getByLabel('Hearback: Twilio has switched its own answers off for this number').check();
  await part.getByText('If Twilio still answers, people hear both.').waitFor();
  await part.getByLabel('Answer in English').fill('Harbour Food Bank, Pier 4.');
  await part.getByRole('button', { name: 'Save' }).click();
  await part.getByText('Say that STOP ends the texts.').waitFor();
  assert.equal(await part.getByLabel('Answer in English').getAttribute('aria-invalid'), 'true');
  await mustBeAccessible(page, 'the form with a fault');

  await part.getByLabel('Answer in English').fill('Harbour Food Bank, Pier 4. STOP ends the texts.');
  await part.getByText('1 segment, 47 characters').waitFor();
  await part.getByLabel('Answer in Spanish').fill(`Muelle 4, ¿qué necesita? ${'ú'.repeat(60)} STOP`);
  await part.getByText('2 segments, 90 characters · longer because of ú').waitFor();
  await page.setViewportSize({ width: 320, height: 640 });
  assert.deepEqual(await page.evaluate(sticksOut), []);
  await part.getByRole('button', { name: 'Save' }).click();
  await part.getByText('Saved.').waitFor();
  const { by, help } = await answers();
  assert.deepEqual([by, help.en], ['hearback', 'Harbour Food Bank, Pier 4. STOP ends the texts.']);
  await part.getByText('gets this from Hearback').waitFor();
  assert.deepEqual(faults, []);
});

test('it is said when the company answers by itself, and members only read', async () => {
  await world.query(sql`update lines set company_answered_at = now() where id = ${line.id}`);
  await world.query(sql`update members set role = 'member'`);
  const { page } = await open();
  const part = page.getByRole('region', { name: 'Answer to HELP' });
  await part.getByText('Twilio answers keywords by itself (Advanced Opt-Out)').waitFor();
  assert.equal(await part.getByRole('button').count(), 0);
});
