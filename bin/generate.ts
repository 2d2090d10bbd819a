// Writes what programs write: the schema as SQL, the types of the tables, the types of the API. With --check it writes
// nothing and fails when something is out of date.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openTestCluster } from '../test/support/cluster.ts';
import { readCommandLine } from './command-line.ts';
import { generateFiles, staleFiles } from './generate/files.ts';

const { values } = readCommandLine({ check: { type: 'boolean' } }, { takesNames: false });
const root = join(import.meta.dirname, '..');
const cluster = await openTestCluster();
try {
  const files = await generateFiles(cluster.templateUrl);
  const stale = staleFiles(root, files);
  if (values.check) {
    if (stale.length > 0) console.error(`Out of date: ${stale.join(', ')}. Run npm run generate.`);
    process.exitCode = stale.length > 0 ? 1 : 0;
  } else {
    for (const path of stale) writeFileSync(join(root, path), files[path]!);
    console.log(stale.length > 0 ? `Wrote ${stale.join(', ')}.` : 'Everything is up to date.');
  }
} finally {
  await cluster.close();
}
