// Puts packages that come in hundreds of files into one file each: finding and reading so many is most of a start.
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Plugin } from 'vite';
import { indexName, packedFolder, readIndex } from './quick-start.mjs';

/** What every start loads, and the sign-in library, by the names under which it is imported. */
const packages = [
  '@fastify/static',
  'better-auth',
  'fastify',
  'graphile-worker',
  'kysely',
  'libphonenumber-js/max',
  'pg',
  'pino',
  'typebox',
];

/**
 * Packs them, unless just these versions are packed; the next start then reads the packed ones. They are the same
 * without: where they cannot be packed, it says so and goes on.
 */
export async function packIfStale(): Promise<void> {
  if (readIndex()) return;
  const folders = dirname(packedFolder);
  let made = '';
  try {
    mkdirSync(folders, { recursive: true });
    made = mkdtempSync(join(dirname(folders), 'packing-'));
    // In a folder of its own: the one around it is closed to other users.
    const packed = join(made, 'packed');
    await pack(packed);
    if (!readIndex()) {
      rmSync(packedFolder, { recursive: true, force: true });
      renameSync(packed, packedFolder);
    }
    const old = readdirSync(folders).filter((name) => name !== basename(packedFolder));
    for (const name of old) rmSync(join(folders, name), { recursive: true, force: true });
  } catch (error) {
    console.error(`Starting takes longer than it must: packages could not be packed. ${(error as Error).message}`);
  } finally {
    if (made) rmSync(made, { recursive: true, force: true });
  }
}

async function pack(folder: string): Promise<void> {
  // Loaded only now, and without what vite.config.ts says for the page.
  const { build } = await import('vite');
  const fileOf = (name: string) => name.replace('@', '').replaceAll('/', '-');
  await build({
    root: join(import.meta.dirname, '..'),
    configFile: false,
    envFile: false,
    logLevel: 'silent',
    plugins: [exportAll],
    // Two that are there or not: a faster driver for PostgreSQL, and a compiler for settings that we do not have.
    ssr: { noExternal: true, external: ['pg-native', 'typescript'] },
    build: {
      ssr: true,
      minify: false,
      outDir: folder,
      rolldownOptions: {
        input: Object.fromEntries(packages.map((name) => [fileOf(name), `${marker}${name}`])),
        output: { entryFileNames: '[name].mjs', chunkFileNames: 'part-[hash].mjs' },
      },
    },
  });
  const files = Object.fromEntries(packages.map((name) => [name, `${fileOf(name)}.mjs`]));
  writeFileSync(join(folder, indexName), JSON.stringify(files));
  for (const name of readdirSync(folder)) flush(join(folder, name));
}

/** A power cut must not leave empty files under a good name. */
function flush(path: string): void {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}

const marker = '\0packed:';

/** Each packed file exports what its package does; a CommonJS package does not write that down, so it is asked. */
const exportAll: Plugin = {
  name: 'export all',
  resolveId: (id) => (id.startsWith(marker) ? id : null),
  async load(id) {
    if (!id.startsWith(marker)) return null;
    const name = id.slice(marker.length);
    const names = Object.keys(await import(name)).filter((each) => /^[A-Za-z_$][\w$]*$/.test(each));
    return `export { ${names.join(', ')} } from '${name}';`;
  },
};
