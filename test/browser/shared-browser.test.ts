import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMember, listTeams } from '../../src/domain/teams/teams.ts';
import { openAsking, saturday } from '../support/asking.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { visit } from './chromium.ts';
import { hold } from './hold.ts';

// Two members at one computer.

const world = await openOfficeHours(['Ana', 'Ben']);
const { office, phone, url } = world;
const [team] = await listTeams(world.app.floor);
const profile = { name: 'Omar Haddad', email: 'omar@food-bank.example', password: 'seven green pears' };
await addMember(team!, { ...profile, role: 'manager' });
const omar = world.openOffice();
assert.equal((await omar.signsIn(profile.password, profile.email)).status, 200);
const asking = openAsking(world);
const { items } = await office.must('GET', '/api/v1/people');
const { content } = saturday(items.map(({ id }: { id: string }) => id));

test('a text to many whose answer was lost stands in no way of another member’s, and goes when its author signs out', async () => {
  const schedule = { ...content.schedule, startsOn: '2040-01-06' };
  const asked = { ...content, schedule, closing: { afterMinutes: 600 } };
  const question = await asking.saves({ name: 'Saturday?', content: asked });
  await office.must('POST', `/api/v1/questions/${question.id}/rounds`);
  const round = await asking.newestRound(question.id);
  await until('both to be asked', async () => (await asking.board(round.id)).counts.asked === 2);
  await phone('Ana').texts('no');
  const { page, close } = await visit(`${url}/questions/${question.id}/rounds/${round.id}`, { as: office });
  const act = 'Text the 1 who said No';
  const dialog = page.getByRole('dialog');
  async function press() {
    await page.getByRole('button', { name: act }).click();
    await page.getByLabel('What they will read').fill('Rest well');
    await dialog.getByRole('button', { name: act }).click();
  }
  const texts = async () => (await office.messages('Ana')).filter(({ body }) => body === 'Rest well').length;
  const kept = () => page.evaluate<boolean>(`JSON.stringify({ ...localStorage }).includes('Rest well')`);

  const lost = await hold(page, 'POST', /\/rounds\/[^/]+\/texts$/, { isLost: true });
  await press();
  await lost.asked;
  lost.letGo();
  await dialog.getByRole('alert').waitFor();
  assert.equal(await texts(), 1);
  assert.equal(await kept(), true);

  const sit = async (who: typeof omar) => {
    const [name, value] = who.cookie().split('=', 2) as [string, string];
    await page.context().addCookies([{ name, value, url }]);
    await page.reload();
  };
  await sit(omar);
  await press();
  await dialog.waitFor({ state: 'detached' });
  assert.equal(await texts(), 2);

  await sit(office);
  assert.equal(await kept(), true);
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  assert.equal(await kept(), false);
  await close();
});
