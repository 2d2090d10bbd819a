import { packIfStale } from './packages.ts';
import { buildPageIfStale } from './page.ts';

await packIfStale();
await buildPageIfStale();
process.argv[2] = 'start';
await import('../src/main.ts');
