import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crew } from '../support/lively.ts';
import { openOfficeHours } from '../support/world.ts';
import { mustBeAccessible, visit } from './chromium.ts';
import { mustBeWhole, peel, phone } from './layers.ts';
import { clipped } from './said.ts';
import { openScreens } from './screens.ts';

const world = await openOfficeHours(crew);
const screens = await openScreens(world);
await world.office.must('POST', '/api/v1/saved-replies', { name: 'gate', body: 'Gate B, {first name}' });

/** All others are looked at where they are used. */
const seenNowhereElse = ['account', 'views', 'whom to text', 'fields', 'a new person'];

test('axe finds nothing in what opens over a screen, light and dark', async () => {
  const { page, faults, close } = await visit(world.url);
  await peel(page, screens, (name) => mustBeAccessible(page, name), seenNowhereElse);
  assert.deepEqual(faults, []);
  await close();
});

test('menus, popovers and dialogs are whole on a phone, in Spanish', async () => {
  const { page, close } = await visit(world.url, { ...phone, locale: 'es-ES' });
  await mustBeWhole(page, screens, [clipped]);
  await close();
});
