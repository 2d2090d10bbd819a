import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import bundled from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/** Starts the Chromium that npm brought on Linux, or the one that is installed. */
export async function launchChromium(): Promise<Browser> {
  const path = process.env.TEST_CHROMIUM ?? (process.platform === 'linux' ? await unpack() : undefined);
  // Nothing of the browser itself may call home: the tests may not reach any other machine.
  const quiet = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  return chromium.launch({
    ...(path ? { executablePath: path } : { channel: 'chrome' }),
    args: quiet,
    headless: true,
  });
}

const cache = join(import.meta.dirname, '../../node_modules/.cache');

/**
 * Unpacks the browser beside the packages. By itself it would use the system's temporary folder, where another user may
 * have been first; and of two tests that start at once the second would run what is half unpacked.
 */
async function unpack(): Promise<string> {
  const folder = join(cache, 'chromium-unpacked');
  const program = join(folder, 'chromium');
  if (existsSync(program)) return program;
  await mkdir(cache, { recursive: true });
  const { TMPDIR } = process.env;
  process.env.TMPDIR = await mkdtemp(join(cache, 'chromium-'));
  await bundled.executablePath();
  const unpacked = process.env.TMPDIR;
  await rename(unpacked, folder).catch(() => rm(unpacked, { recursive: true }));
  if (TMPDIR === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = TMPDIR;
  return program;
}
