import { buildPageIfStale } from './page.ts';

await buildPageIfStale();
process.argv[2] = 'start';
await import('../src/main.ts');
