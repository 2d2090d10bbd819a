#!/usr/bin/env node
import { run } from './launch.mjs';

await run('src/main.ts', process.argv.slice(2));
