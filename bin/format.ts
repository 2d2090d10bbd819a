// Formats, sorts imports and mends what the linter can mend by itself.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const args = ['node_modules/@biomejs/biome/bin/biome', 'check', '--write', ...process.argv.slice(2)];
process.exitCode = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1;
