import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nora } from '../support/cast.ts';
import { openOfficeHours } from '../support/world.ts';
import { mustBeAccessible, visit } from './chromium.ts';

const world = await openOfficeHours([]);
const { office, line } = world;

test('the list of who did what says which setting was changed, and from where somebody signed in', async () => {
  const limits = await office.must('GET', '/api/v1/limits');
  const { spent: _, allCountries: __, ...own } = limits;
  await office.must('PUT', '/api/v1/limits', { ...own, weekly: 3, countries: ['MX', 'US'] });
  await office.must('PUT', `/api/v1/lines/${line.id}/price`, { amount: 0.0075, currency: 'USD' });
  const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1';
  await world.openOffice({ 'user-agent': iphone }).signsIn();

  const { page, faults, close } = await visit(`${world.url}/team`, {
    as: office,
    viewport: { width: 320, height: 640 },
  });
  const row = (text: string) => page.getByRole('listitem').filter({ hasText: text });
  await row(`${nora.name} signed in: Safari on iPhone.`).waitFor();
  const changed = row(`${nora.name} changed the limits.`);
  for (const change of [
    'Texts to many in seven days, at most: 3 (before: none)',
    'Countries: Mexico, United States (before: United States)',
  ])
    await changed.getByRole('listitem').filter({ hasText: change }).waitFor();
  assert.equal(await changed.getByRole('listitem').count(), 2);
  await row('changed what a segment costs').getByText('Price of a segment: $0.0075 (before: none)').waitFor();
  await mustBeAccessible(page, 'who did what');
  assert.equal(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), true);

  await office.must('PATCH', '/api/v1/me', { preferences: { language: 'es' } });
  await page.reload();
  await page.getByText('Mensajes a muchos en siete días, como máximo: 3 (antes: ninguno)').waitFor();
  await page.getByText(`${nora.name} inició sesión: Safari en iPhone.`).waitFor();
  assert.deepEqual(faults, []);
  await close();
});
