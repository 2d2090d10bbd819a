// Builds the web page when its sources are newer than what was built last.
import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

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
  console.log(`Built the web page in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`);
}

/** When the newest source was changed. Folders count too: a removed file changes the folder it was in. */
function changedAt(): number {
  const sources = globSync('web/**', { cwd: root, exclude: (path) => /(^|[\\/])dist$/.test(path) });
  return Math.max(
    ...[...sources, 'src/domain/messages/segments.ts', 'package-lock.json'].map(
      (path) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0,
    ),
  );
}
