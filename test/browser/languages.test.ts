import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crew } from '../support/lively.ts';
import { speakOtherwise } from '../support/other-words.ts';
import { openOfficeHours } from '../support/world.ts';
import { visit } from './chromium.ts';
import { mustBeWhole, phone } from './layers.ts';
import { clipped, turned, untranslated } from './said.ts';
import { openScreens, sticksOut } from './screens.ts';

const world = await openOfficeHours(crew);
const { url } = world;
const screens = await openScreens(world);
const { tour, enter, ana, dana } = screens;
await world.office.must('POST', '/api/v1/saved-replies', { name: 'gate', body: 'Gate B, {first name}' });
const speak = await speakOtherwise();

test('every word is from the catalogue, and words that are two fifths longer are not cut off', async () => {
  const { page, close } = await visit(url, { prepare: (page) => speak(page.context(), 'accented') });
  const found: string[] = [];
  await tour(
    page,
    async (path) => {
      for (const fault of await page.evaluate<string[]>(untranslated)) found.push(`${path} untranslated ${fault}`);
      for (const width of [1360, 360]) {
        await page.setViewportSize({ width, height: 800 });
        const cut = [...(await page.evaluate<string[]>(clipped)), ...(await page.evaluate<string[]>(sticksOut))];
        found.push(...cut.map((fault) => `${path} at ${width} px: ${fault}`));
      }
    },
    { isInOtherWords: true },
  );
  assert.deepEqual([...new Set(found)], []);
  await close();
});

test('from right to left the panes are mirrored, and numbers still read from the left', async () => {
  const { page, close } = await visit(url, { prepare: (page) => speak(page.context(), 'arabic') });
  const found: string[] = [];
  await tour(
    page,
    async (path) => {
      for (const fault of await page.evaluate<string[]>(turned)) found.push(`${path}: ${fault} is turned`);
      for (const fault of await page.evaluate<string[]>(sticksOut)) found.push(`${path}: ${fault}`);
    },
    { isInOtherWords: true },
  );
  assert.deepEqual([...new Set(found)], []);

  await enter(page, `/inbox/all/${ana}`);
  await page.locator('[data-row]').first().waitFor();
  const left = async (selector: string) => (await page.locator(selector).first().boundingBox())?.x ?? Number.NaN;
  const [rail, list, thread] = [await left('nav'), await left('[data-conversation]'), await left('[data-row]')];
  assert.ok(rail > list && list > thread, `The rail at ${rail}, the list at ${list}, the thread at ${thread}.`);
  await close();
});

// Row 73: no clipped or untranslated words. On a phone there is least room for them.
for (const [language, checks] of [
  ['accented', [untranslated, clipped, sticksOut]],
  ['arabic', [turned]],
] as const) {
  test(`menus, popovers and dialogs are whole on a phone, ${language}`, async () => {
    const { page, close } = await visit(url, { ...phone, prepare: (page) => speak(page.context(), language) });
    await mustBeWhole(page, screens, checks);
    await close();
  });
}

test('why a text did not arrive, and what the server refuses, is said in Spanish', async () => {
  const { page, close } = await visit(`${url}/inbox/failed/${dana}`, { as: world.office, locale: 'es-MX' });
  const why = page.getByText(/Su teléfono está apagado o no tiene cobertura \(30003\)\. Envíelo otra vez/);
  await why.waitFor();
  assert.equal(await why.getAttribute('lang'), null);
  await enter(page, '/delivery');
  await page.getByText('Envíelo otra vez más tarde.').waitFor();
  await enter(page, `/search?q=${encodeURIComponent('from:')}`);
  await page.getByText('Escriba qué debe ser «from:», sin espacio en medio.').waitFor();
  await close();
});
