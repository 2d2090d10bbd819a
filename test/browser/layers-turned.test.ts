import { test } from 'node:test';
import { crew } from '../support/lively.ts';
import { speakOtherwise } from '../support/other-words.ts';
import { openOfficeHours } from '../support/world.ts';
import { visit } from './chromium.ts';
import { mustBeWhole, phone } from './layers.ts';
import { clipped, turned, untranslated } from './said.ts';
import { openScreens, sticksOut } from './screens.ts';

const world = await openOfficeHours(crew);
const screens = await openScreens(world);
await world.office.must('POST', '/api/v1/saved-replies', { name: 'gate', body: 'Gate B, {first name}' });
const speak = await speakOtherwise();

// Row 73: no clipped or untranslated words. On a phone there is least room for them.
for (const [language, checks] of [
  ['accented', [untranslated, clipped, sticksOut]],
  ['arabic', [turned]],
] as const) {
  test(`menus, popovers and dialogs are whole on a phone, ${language}`, async () => {
    const { page, close } = await visit(world.url, phone);
    await speak(page.context(), language);
    await mustBeWhole(page, screens, checks);
    await close();
  });
}
