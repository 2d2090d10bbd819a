// The runner itself: whatever goes wrong in a test file must end as a failure that says what and where.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, run, test } from 'node:test';
import { makeReport } from './support/report.ts';

// Node refuses to run tests within tests as long as this is set.
delete process.env.NODE_TEST_CONTEXT;

const folder = mkdtempSync(join(tmpdir(), 'hearback-runner-'));
after(() => rmSync(folder, { recursive: true }));

const preloads = ['loopback-only.ts', 'nothing-left-open.ts?graceMs=200'];

async function reportOn(source: string, timeoutMs = 30_000) {
  const file = join(folder, 'sample.test.ts');
  writeFileSync(file, `import { suite, test } from 'node:test';\nimport assert from 'node:assert/strict';\n${source}`);
  const lines: string[] = [];
  const report = makeReport(folder, (line) => lines.push(line));
  const execArgv = preloads.flatMap((name) => ['--import', `${new URL(`support/${name}`, import.meta.url)}`]);
  for await (const event of run({ files: [file], isolation: 'process', timeout: timeoutMs, execArgv }))
    report.take(event);
  const isGood = report.end();
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

test('names what was skipped', async () => {
  const { text, lastLine } = await reportOn(
    `test('runs', () => {}); test.skip('rests', () => {}); test.todo('dreams');`,
  );
  assert.match(text, /SKIPPED.*\n.*sample\.test\.ts: rests\n.*sample\.test\.ts: dreams/);
  assert.equal(lastLine, '1 passed, 0 failed, 2 skipped');
});

const disasters: Record<string, { source: string; says: RegExp; timeoutMs?: number }> = {
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
  },
  'never ends': {
    source: `test('a', () => new Promise(() => setInterval(() => {}, 100)));`,
    says: /timed out/,
    timeoutMs: 500,
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

for (const [what, { source, says, timeoutMs }] of Object.entries(disasters)) {
  test(`fails a file that ${what}`, async () => {
    const { isGood, text, lastLine } = await reportOn(source, timeoutMs);
    assert.match(text, says);
    assert.match(lastLine ?? '', /, [1-9] failed$/);
    assert.ok(!isGood);
  });
}
