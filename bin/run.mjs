// What every npm script runs: `node bin/run.mjs <command> …` becomes bin/<command>.ts under Node 26.
import { existsSync } from 'node:fs';
import { run } from './launch.mjs';

const [command, ...args] = process.argv.slice(2);
if (!/^[a-z]+$/.test(command ?? '') || !existsSync(new URL(`${command}.ts`, import.meta.url))) {
  process.stderr.write(`Unknown command "${command ?? ''}".\n`);
  process.exit(1);
}
await run(`bin/${command}.ts`, args);
