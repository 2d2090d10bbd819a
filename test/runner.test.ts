// The runner itself: whatever goes wrong in a test file must end as a failure that says what and where.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openLane } from './support/lanes.ts';
import { makeReport } from './support/report.ts';
import { until } from './support/until.ts';

const folder = mkdtempSync(join(tmpdir(), 'hearback-runner-'));
after(() => rmSync(folder, { recursive: true }));

/** So long that a busy machine keeps within it too. */
const patient = { testTimeoutMs: 120_000, graceMs: 5000 };

/** Runs files in one process, in this order, and answers with what the report says; the limits are the first one's. */
async function reportOn(sources: string | string[], limits: Partial<typeof patient> = {}, signal?: AbortSignal) {
  const lines: string[] = [];
  const report = makeReport(folder, (line) => lines.push(line));
  const lane = openLane(report, signal);
  for (const [index, source] of [sources].flat().entries()) {
    const file = join(folder, index === 0 ? 'sample.test.ts' : `sample-${index + 1}.test.ts`);
    writeFileSync(
      file,
      `import { suite, test } from 'node:test';\nimport assert from 'node:assert/strict';\n${source}`,
    );
    await lane.run(file, { ...patient, ...(index === 0 && limits) });
  }
  await lane.close();
  const isGood = report.end({ quick: 61_400, chaos: 600 });
  return { isGood, text: lines.join('\n'), lastLine: lines.at(-1)?.split('\n').at(-1) };
}

test('counts tests, not suites and not files', async () => {
  const { isGood, lastLine } = await reportOn(`suite('a', () => { test('b', () => {}); test('c', () => {}); });`);
  assert.equal(lastLine, '2 passed, 0 failed');
  assert.ok(isGood);
});

test('shows a failure with its place, its difference and its cause', async () => {
  const { isGood, text, lastLine } = await reportOn(`
    suite('people', () => {
      test('are two', () => assert.deepEqual({ count: 2 }, { count: 3 }));
      test('have names', () => { throw new Error('no name', { cause: new Error('no ink') }); });
    });
    test('fine', () => {});`);
  assert.match(text, /FAILED sample\.test\.ts: people › are two[\s\S]*\+ +count: 2\n *- +count: 3/);
  assert.match(text, /people › have names\n +Error: no name[\s\S]*caused by Error: no ink/);
  assert.doesNotMatch(text, /node:internal/);
  assert.equal(lastLine, '1 passed, 2 failed');
  assert.ok(!isGood);
});

test('lets tests talk to this machine', async () => {
  const { lastLine } = await reportOn(`
    import { createServer } from 'node:http';
    test('a', async (t) => {
      const server = createServer((_, response) => response.end('here')).listen(0, '127.0.0.1');
      t.after(() => { server.close(); server.closeAllConnections(); });
      await new Promise((resolve) => server.once('listening', resolve));
      for (const host of ['127.0.0.1', 'localhost']) {
        assert.equal(await (await fetch('http://' + host + ':' + server.address().port)).text(), 'here');
      }
    });`);
  assert.equal(lastLine, '1 passed, 0 failed');
});

test('shows what a failing file printed', async () => {
  const { text } = await reportOn(`console.error('on fire'); test('fails', () => assert.fail());`);
  assert.match(text, /on fire/);
});

test('says how long each stage took, before the last line', async () => {
  const { text } = await reportOn(`test('a', () => {});`);
  assert.match(text, /\nquick 61 s · chaos 1 s\n1 passed, 0 failed$/);
});

test('names what was skipped', async () => {
  const { text, lastLine } = await reportOn(
    `test('runs', () => {}); test.skip('rests', () => {}); test.todo('dreams');`,
  );
  assert.match(text, /SKIPPED.*\n.*sample\.test\.ts: rests\n.*sample\.test\.ts: dreams/);
  assert.equal(lastLine, '1 passed, 0 failed, 2 skipped');
});

test('files of one process follow each other, and each finds the process as the first one did', async () => {
  const { text, lastLine } = await reportOn([
    `import { after } from 'node:test';
     process.env.LEFT_BEHIND = 'x';
     delete process.env.PATH;
     process.chdir('/');
     Error.stackTraceLimit = 0;
     globalThis.first = { pid: process.pid, isOver: false };
     after(() => { globalThis.first.isOver = true; });
     test('a', () => { process.exitCode = 0; });`,
    `test('b', () => {
       assert.deepEqual(globalThis.first, { pid: process.pid, isOver: true });
       assert.ok(process.env.PATH && !process.env.LEFT_BEHIND && process.cwd() !== '/' && Error.stackTraceLimit > 0);
       assert.equal(process.exitCode, undefined);
     });`,
  ]);
  assert.equal(lastLine, '2 passed, 0 failed', text);
});

test('a database is dropped with the file that asked for it', async () => {
  const url = JSON.stringify(join(folder, 'url.txt'));
  const support = new URL('support/database.ts', import.meta.url);
  const { text, lastLine } = await reportOn([
    `import '${support}'; test('does not ask for one', () => {});`,
    `import { writeFileSync } from 'node:fs';
     import { cloneDatabase } from '${support}';
     test('a', async () => writeFileSync(${url}, (await cloneDatabase()).url));`,
    `import { readFileSync } from 'node:fs';
     import { openDatabase } from '${new URL('../src/platform/database.ts', import.meta.url)}';
     test('b', async () => {
       const { pool, close } = openDatabase(readFileSync(${url}, 'utf8'), { connections: 1 });
       await assert.rejects(pool.query('select 1'), { code: '3D000' });
       await close();
     });`,
  ]);
  assert.equal(lastLine, '3 passed, 0 failed', text);
});

test('stops in the middle of a file when it is told to', async () => {
  const started = join(folder, 'started.txt');
  const stop = new AbortController();
  const source = `
    import { writeFileSync } from 'node:fs';
    test('a', () => new Promise(() => setInterval(() => writeFileSync(${JSON.stringify(started)}, ''), 20)));`;
  const reported = reportOn(source, {}, stop.signal);
  await until('the file to run', () => existsSync(started));
  stop.abort();
  const { text, lastLine } = await reported;
  assert.match(text, /the file as a whole\n +It was stopped/);
  assert.equal(lastLine, '0 passed, 1 failed');
});

const disasters: Record<string, { source: string; says: RegExp; limits?: Partial<typeof patient> }> = {
  'ends before its tests': {
    source: `test('a', () => process.exit(0)); test('b', () => {});`,
    says: /It ended before its tests did/,
  },
  'has no tests': { source: `export const tests = 0;`, says: /It has no tests/ },
  'does not load': { source: `import './missing.ts';`, says: /missing\.ts/ },
  'throws when its tests are over': {
    source: `test('a', () => { setTimeout(() => { throw new Error('late'); }, 20); });`,
    says: /late/,
  },
  'cannot clean up': {
    source: `import { after } from 'node:test'; test('a', () => {}); after(() => { throw new Error('stuck'); });`,
    says: /stuck/,
  },
  'leaves a server open': {
    source: `import net from 'node:net'; test('a', () => { net.createServer().listen(0); });`,
    says: /still open:.*TCPServerWrap/,
    limits: { graceMs: 500 },
  },
  'never ends': {
    source: `test('a', () => new Promise(() => setInterval(() => {}, 100)));`,
    says: /timed out/,
    limits: { testTimeoutMs: 500, graceMs: 500 },
  },
  'blocks its process': {
    source: `test('a', () => { for (;;); });`,
    says: /It timed out: after 1 s it was still running/,
    limits: { testTimeoutMs: 500, graceMs: 500 },
  },
  'calls another machine and swallows the error': {
    source: `test('a', () => fetch('http://192.0.2.1/').catch(() => {}));`,
    says: /leave this machine for 192\.0\.2\.1/,
  },
  'looks up another machine': {
    source: `import { lookup } from 'node:dns/promises'; test('a', () => lookup('a.example').catch(() => {}));`,
    says: /leave this machine for a\.example/,
  },
  'calls another machine by name': {
    source: `import https from 'node:https'; test('a', (t, done) => { https.get('https://b.example').on('error', () => done()); });`,
    says: /leave this machine for b\.example/,
  },
};

for (const [what, { source, says, limits }] of Object.entries(disasters)) {
  test(`fails a file that ${what}, and not the next one in its process`, async () => {
    const { isGood, text, lastLine } = await reportOn([source, `test('next', () => {});`], limits);
    assert.match(text, says);
    assert.match(text, /^FAILED sample\.test\.ts \(/m);
    assert.match(text, /^ok {5}sample-2\.test\.ts \(1 tests/m);
    assert.match(lastLine ?? '', /, [1-9] failed$/);
    assert.ok(!isGood);
  });
}

for (const [command, wrong, said] of [
  ['bench', '--quick', /^Unknown option '--quick'\. There are: --rounds, /],
  ['bench', '--rounds=few', /^--rounds must be a number above 0\.$/m],
  ['bench', 'B99', /^There is no benchmark B99\. There are: B1, /],
  ['chaos', 'broadcast', /^Unexpected argument 'broadcast'\. There are: --minutes, --drill, /],
  ['chaos', '--drill=flood', /^There is no drill flood\. There are: inbound, /],
  ['test', 'no-such-file', /^No test file has no-such-file in its path\.$/m],
] as const) {
  test(`${command} ${wrong} is told what there is`, () => {
    const { status, stderr } = spawnSync(process.execPath, ['bin/run.mjs', command, wrong], {
      cwd: join(import.meta.dirname, '..'),
      encoding: 'utf8',
    });
    assert.match(stderr, said);
    assert.equal(status, 1);
  });
}
