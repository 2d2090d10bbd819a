// Loaded before everything else: what was compiled once is not compiled again, and what is packed is read from there.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as module from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = join(root, 'node_modules/.cache/hearback');

/** Where the packages of just these versions are packed, by packages.ts, or would be. */
export const packedFolder = join(cache, 'packages', hashOf(join(root, 'package-lock.json')));
export const indexName = 'index.json';

// Where the folder cannot be written, Node goes on without.
module.enableCompileCache(join(cache, 'compiled'));

const packed = readIndex();
if (packed) {
  module.registerHooks({
    resolve: (name, context, next) => {
      const url = packed.get(name);
      return url ? { url, format: 'module', shortCircuit: true } : next(name, context);
    },
  });
}

/** Where each package is packed. Null where they are not, or somebody else's, or broken: everything works without. */
export function readIndex() {
  try {
    const files = Object.entries(JSON.parse(readFileSync(join(packedFolder, indexName), 'utf8')));
    return new Map(files.map(([name, file]) => [name, pathToFileURL(join(packedFolder, file)).href]));
  } catch {
    return null;
  }
}

function hashOf(path) {
  return createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16);
}
