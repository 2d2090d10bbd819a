import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { openWorld } from '../support/world.ts';
import { visit } from './chromium.ts';

const assets = join(import.meta.dirname, '../../web/dist/assets');
const kib = 1024;

test('the inbox loads in 130 KiB of scripts, 14 of styles and 55 of fonts', async (t) => {
  const world = await openWorld();
  await world.office.signsUp();
  const { page, close } = await visit(world.url);
  const loaded = new Set<string>();
  page.on('request', (request) => loaded.add(basename(request.url())));
  const [name, value] = world.office.cookie().split('=', 2) as [string, string];
  await page.context().addCookies([{ name, value, url: world.url }]);
  await page.goto(`${world.url}/inbox/waiting`);
  await page.getByRole('heading', { name: 'Inbox' }).waitFor();
  await page.waitForLoadState('networkidle').catch(() => {});

  const sizeOf = (extension: string, compressed: string) =>
    [...loaded]
      .filter((file) => file.endsWith(extension))
      .map((file) => statSync(join(assets, `${file}${compressed}`), { throwIfNoEntry: false })?.size ?? 0)
      .reduce((sum, size) => sum + size, 0) / kib;
  const scripts = sizeOf('.js', '.gz');
  const styles = sizeOf('.css', '.gz');
  const fonts = sizeOf('.woff2', '');
  t.diagnostic(`scripts ${scripts.toFixed(1)}, styles ${styles.toFixed(1)}, fonts ${fonts.toFixed(1)} KiB`);
  assert.ok(scripts > 50 && scripts <= 130, `${scripts} KiB of scripts`);
  assert.ok(styles > 1 && styles <= 14, `${styles} KiB of styles`);
  assert.ok(fonts > 10 && fonts <= 55, `${fonts} KiB of fonts`);
  for (const part of readdirSync(assets).filter((file) => file.endsWith('.js.gz') && !loaded.has(file.slice(0, -3)))) {
    const size = statSync(join(assets, part)).size / kib;
    assert.ok(size <= 60, `${part}, which is loaded later, has ${size} KiB`);
  }
  await close();
});
