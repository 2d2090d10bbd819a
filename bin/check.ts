// Everything that can be checked without a database, side by side. Only what fails speaks at length.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
// One checker each: several would work out the same types again, on cores that the other steps need.
const tsc = ['node_modules/typescript7/bin/tsc', '--noEmit', '--checkers', '1', '-p'];
const steps: Record<string, string[]> = {
  'format and lint': ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '--colors=off'],
  types: [...tsc, 'tsconfig.json'],
  'types of the page': [...tsc, 'web/tsconfig.json'],
  architecture: ['--test', 'test/architecture.test.ts'],
  'dead code': ['node_modules/knip/bin/knip.js'],
};

const results = await Promise.all(Object.entries(steps).map(([name, args]) => check(name, args)));
process.exitCode = results.every(Boolean) ? 0 : 1;

function check(name: string, args: string[]): Promise<boolean> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const output: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => output.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => output.push(text));
  return new Promise((resolve) => {
    child.on('close', (code) => {
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
      if (code !== 0) console.log(output.join(''));
      resolve(code === 0);
    });
  });
}
