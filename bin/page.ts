// Builds the web page when its sources are newer than what was built last.
import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const root = join(import.meta.dirname, '..');
const built = join(root, 'web/dist/index.html');

/** Builds web/ into web/dist and says so in one line. A page that does not compile ends the process with the reason. */
export async function buildPageIfStale(): Promise<void> {
  if (changedAt() <= (statSync(built, { throwIfNoEntry: false })?.mtimeMs ?? 0)) return;
  const startedAt = performance.now();
  // Loaded only now: a fresh page needs no compiler.
  const { build } = await import('vite');
  try {
    await build({ root: join(root, 'web'), configFile: join(root, 'web/vite.config.ts'), logLevel: 'silent' });
  } catch (error) {
    console.error(`The web page does not compile.\n${stripVTControlCharacters((error as Error).message)}`);
    process.exit(1);
  }
  finishWorker();
  compressAssets();
  console.log(`Built the web page in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`);
}

/** Tells the service worker which files the page consists of; its version is made of what is in them. */
function finishWorker(): void {
  const folder = join(root, 'web/dist');
  const parts = globSync('assets/*.{js,css,woff2}', { cwd: folder }).map((path) => path.replaceAll('\\', '/'));
  const others = ['theme.js', 'manifest.webmanifest', 'icon.svg', 'icon-192.png', 'badge-96.png'];
  const worker = join(folder, 'sw.js');
  const hash = createHash('sha256');
  for (const path of [...parts.sort(), ...others, 'index.html', 'sw.js']) hash.update(readFileSync(join(folder, path)));
  const files = ['/', ...others.map((name) => `/${name}`), ...parts.map((path) => `/${path}`)];
  const text = readFileSync(worker, 'utf8')
    .replace('__VERSION__', hash.digest('hex').slice(0, 16))
    .replace(`'__FILES__'`, files.map((path) => `'${path}'`).join(', '));
  writeFileSync(worker, text);
}

/** Once, as small as can be, instead of at each request. Fonts are compressed by their own format. */
function compressAssets(): void {
  for (const path of globSync('web/dist/**/*.{js,css,svg,html}', { cwd: root })) {
    const file = join(root, path);
    writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file)));
    writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
  }
}

/** When the newest source was changed. Folders count too: a removed file changes the folder it was in. */
function changedAt(): number {
  const sources = globSync('web/**', { cwd: root, exclude: (path) => /(^|[\\/])dist$/.test(path) });
  return Math.max(
    ...[...sources, 'src/domain/messages/segments.ts', 'src/domain/messages/fields.ts', 'package-lock.json'].map(
      (path) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0,
    ),
  );
}
