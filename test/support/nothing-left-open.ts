// Preloaded into every test process: a server, timer or connection that a test leaves open fails its file.
import { after } from 'node:test';

// Long enough for the slowest `after` hook, since they run only now. The tests of this file have less patience.
const graceMs = Number(new URL(import.meta.url).searchParams.get('graceMs') ?? 10_000);

after(() => {
  const timer = setTimeout(() => {
    process.stderr.write(`The tests are over, but still open: ${process.getActiveResourcesInfo().join(', ')}\n`);
    process.exit(1);
  }, graceMs);
  timer.unref();
});
