import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openWorld } from '../support/world.ts';

const world = await openWorld();
const { office } = world;
await office.signsUp();

const preferences = async () => (await office.must('GET', '/api/v1/me')).preferences;
const change = (wanted: object) => office.ask('PATCH', '/api/v1/me', { preferences: wanted });

test('preferences change one by one, and the others stay', async () => {
  const initial = await preferences();
  assert.deepEqual(
    [initial.theme, initial.density, initial.language, initial.singleKeys, initial.undoSeconds, initial.notifyWords],
    ['system', 'comfortable', null, true, 5, false],
  );
  await office.must('PATCH', '/api/v1/me', { preferences: { theme: 'dark', undoSeconds: 0 } });
  await office.must('PATCH', '/api/v1/me', { preferences: { singleKeys: false } });
  assert.deepEqual(await preferences(), { ...initial, theme: 'dark', undoSeconds: 0, singleKeys: false });
  assert.equal((await office.must('GET', '/api/v1/me')).gettingStarted.isHidden, false);
});

test('what is no preference, or too much of one, is refused by name and changes nothing', async () => {
  const before = await preferences();
  const bad = { theme: 'pink', density: 3, language: 'xx', singleKeys: 'no', undoSeconds: 31, notifyMine: null };
  for (const [name, value] of Object.entries(bad)) {
    const { status, body } = await change({ density: 'compact', [name]: value });
    assert.deepEqual([status, body.code, Object.keys(body.fields)[0]], [422, 'invalid', `preferences.${name}`], name);
  }
  for (const undoSeconds of [-1, 2.5, 1e9]) assert.equal((await change({ undoSeconds })).status, 422);
  await office.must('PATCH', '/api/v1/me', { preferences: { isOwner: true } });
  assert.deepEqual(await preferences(), before);
});
