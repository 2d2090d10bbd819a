import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crew } from '../support/lively.ts';
import { speakOtherwise } from '../support/other-words.ts';
import { openOfficeHours } from '../support/world.ts';
import { mustBeAccessible, visit } from './chromium.ts';
import { layersOut, peel } from './layers.ts';
import { clipped, turned, untranslated } from './said.ts';
import { openScreens, sticksOut } from './screens.ts';

const world = await openOfficeHours(crew);
const { url, office } = world;
const screens = await openScreens(world);
await office.must('POST', '/api/v1/saved-replies', { name: 'gate', body: 'Gate B, {first name}' });
const speak = await speakOtherwise();

/** All others are looked at where they are used. */
const seenNowhereElse = ['account', 'views', 'whom to text', 'fields', 'a new person'];

test('axe finds nothing in what opens over a screen, light and dark', async () => {
  const { page, faults, close } = await visit(url, { serviceWorkers: 'block' });
  await peel(page, screens, (name) => mustBeAccessible(page, name), seenNowhereElse);
  assert.deepEqual(faults, []);
  await close();
});

// Row 73: no clipped or untranslated words. The narrowest is where there is least room for them.
for (const [language, checks] of [
  ['accented', [untranslated, clipped, sticksOut]],
  ['arabic', [turned]],
  ['es', [clipped]],
] as const) {
  test(`menus, popovers and dialogs are whole on a phone, ${language}`, async () => {
    const isSpanish = language === 'es';
    const viewport = { width: 360, height: 640 };
    const { page, close } = await visit(url, {
      serviceWorkers: 'block',
      viewport,
      locale: isSpanish ? 'es-ES' : 'en-US',
    });
    if (!isSpanish) await speak(page.context(), language);
    const found: string[] = [];
    await peel(page, screens, async (name) => {
      for (const check of [...checks, layersOut])
        for (const fault of await page.evaluate<string[]>(check)) found.push(`${name}: ${fault}`);
    });
    assert.deepEqual([...new Set(found)], []);
    await close();
  });
}
