import { packIfStale } from './packages.ts';
import { buildPageIfStale } from './page.ts';

await packIfStale();
await buildPageIfStale();
process.argv.splice(2, 0, 'start');
await import('../src/main.ts');
