import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crew } from '../support/lively.ts';
import { openOfficeHours } from '../support/world.ts';
import { mustBeAccessible, visit } from './chromium.ts';
import { openScreens } from './screens.ts';

const world = await openOfficeHours(crew);
const { url } = world;
const { tour } = await openScreens(world);

for (const [half, which] of ['first', 'other'].entries()) {
  test(`axe finds nothing on the ${which} half of all screens, light and dark, and none logs an error`, async () => {
    const { page, faults, close } = await visit(url);
    await tour(page, (path) => mustBeAccessible(page, path), { half: [half] });
    assert.deepEqual(faults, []);
    await close();
  });
}
