import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { until } from '../support/until.ts';
import { openWorld } from '../support/world.ts';
import { visit } from './chromium.ts';

const assets = join(import.meta.dirname, '../../web/dist/assets');
const kib = 1024;

test('the list is there with 130 KiB of scripts, 14 of styles and 55 of fonts; what comes later has 60 at most', async (t) => {
  const world = await openWorld();
  await world.office.signsUp();
  await world.office.meets('Ana');
  const { page, close } = await visit(`${world.url}/inbox/all`, { as: world.office });
  await page.getByRole('link', { name: /^Ana/ }).waitFor();
  // What is fetched while nobody waits, such as the thread, is asked for only after the list is drawn.
  const thread = `performance.getEntriesByType('resource').some(({ name }) => name.includes('/open-conversation'))`;
  await until('the thread', () => page.evaluate<boolean>(thread));
  const loaded = await page.evaluate<{ file: string; isFirst: boolean }[]>(`(() => {
    const shownAt = performance.getEntriesByName('list-shown')[0].startTime;
    return performance.getEntriesByType('resource').map(({ name, startTime }) => ({
      file: name.split('/').at(-1),
      isFirst: startTime < shownAt,
    }));
  })()`);
  const first = new Set(loaded.filter(({ isFirst }) => isFirst).map(({ file }) => file));

  const sizeOf = (files: Iterable<string>, extension: string, compressed: string) =>
    [...files]
      .filter((file) => file.endsWith(extension))
      .map((file) => statSync(join(assets, `${file}${compressed}`), { throwIfNoEntry: false })?.size ?? 0)
      .reduce((sum, size) => sum + size, 0) / kib;
  const scripts = sizeOf(first, '.js', '.gz');
  const styles = sizeOf(first, '.css', '.gz');
  const fonts = sizeOf(first, '.woff2', '');
  const idle = loaded.filter(({ isFirst }) => !isFirst).map(({ file }) => file);
  t.diagnostic(`scripts ${scripts.toFixed(1)}, styles ${styles.toFixed(1)}, fonts ${fonts.toFixed(1)} KiB`);
  t.diagnostic(
    `when idle: scripts ${sizeOf(idle, '.js', '.gz').toFixed(1)}, styles ${sizeOf(idle, '.css', '.gz').toFixed(1)} KiB`,
  );
  assert.ok(scripts > 50 && scripts <= 130, `${scripts} KiB of scripts`);
  assert.ok(styles > 1 && styles <= 14, `${styles} KiB of styles`);
  assert.ok(fonts > 10 && fonts <= 55, `${fonts} KiB of fonts`);
  for (const part of readdirSync(assets).filter((file) => file.endsWith('.js.gz') && !first.has(file.slice(0, -3)))) {
    const size = statSync(join(assets, part)).size / kib;
    assert.ok(size <= 60, `${part}, which is loaded later, has ${size} KiB`);
  }
  await close();
});
