// The way from `npm start` to Node 26, on a small project of its own: no network, and an npm that only takes notes.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { until } from './support/until.ts';

const bin = join(import.meta.dirname, '../bin');
const packages = {
  '': {},
  'node_modules/a': { version: '1.0.0', integrity: 'x' },
  'node_modules/b': { version: '1.0.0', optional: true },
};
const installed = { 'node_modules/a': packages['node_modules/a'] };

/** Installs slowly, counts how often, and refuses where the folder holds a file "offline". */
const npm = `
import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
appendFileSync('npm.log', process.argv.slice(2).join(' ') + '\\n');
await new Promise((resolve) => setTimeout(resolve, 300));
if (existsSync('offline')) { console.error('ENOTFOUND'); process.exit(1); }
writeFileSync('node_modules/.package-lock.json', ${JSON.stringify(JSON.stringify({ packages: installed }))});`;

function makeProject(t: TestContext, { isInstalled }: { isInstalled: boolean }) {
  const root = mkdtempSync(join(tmpdir(), 'hearback-launcher-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'bin'));
  mkdirSync(join(root, 'node_modules/node/bin'), { recursive: true });
  for (const name of ['run.mjs', 'launch.mjs', 'install.mjs', 'quick-start.mjs'])
    cpSync(join(bin, name), join(root, 'bin', name));
  symlinkSync(process.execPath, join(root, 'node_modules/node/bin/node'));
  const write = (path: string, text: string) => writeFileSync(join(root, path), text);
  write('package-lock.json', JSON.stringify({ packages }));
  if (isInstalled) write('node_modules/.package-lock.json', JSON.stringify({ packages: installed }));
  write('npm-cli.js', npm);
  write('package.json', '{ "type": "module" }');
  write(
    'bin/hello.ts',
    `const words: string[] = process.argv.slice(2); console.log('hello', ...words); process.exitCode = 7;`,
  );
  write(
    'bin/wait.ts',
    `import { writeFileSync } from 'node:fs';
     const stop = (why: string) => setTimeout(() => { writeFileSync('stopped', why); process.exit(5); }, 50);
     for (const event of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.once(event, () => stop(event));
     setTimeout(() => process.exit(9), 60_000);
     console.log('ready', process.pid);`,
  );
  return { root, write, read: (path: string) => readFileSync(join(root, path), 'utf8') };
}

/** Starts a command the way npm does; with `node` 20 it must hand over to the Node that npm has brought. */
function start(
  root: string,
  args: string[],
  options: { node?: 20 | 26; env?: Record<string, string> } = {},
): ChildProcess {
  const old = 'data:text/javascript,Object.defineProperty(process.versions,"node",{value:"20.1.0"})';
  const { NODE_TEST_CONTEXT: _, npm_lifecycle_event: __, ...environment } = process.env;
  const env = { ...environment, npm_execpath: join(root, 'npm-cli.js'), ...options.env };
  const pretend = options.node === 20 ? ['--import', old] : [];
  return spawn(process.execPath, [...pretend, join(root, 'bin/run.mjs'), ...args], { cwd: root, env });
}

async function ended(child: ChildProcess) {
  const output = { stdout: '', stderr: '' };
  child.stdout!.setEncoding('utf8').on('data', (text) => (output.stdout += text));
  child.stderr!.setEncoding('utf8').on('data', (text) => (output.stderr += text));
  const [code] = await once(child, 'close');
  return { code, ...output };
}

async function ready(child: ChildProcess): Promise<number> {
  const [line] = await once(child.stdout!, 'data');
  assert.match(`${line}`, /^ready \d+/);
  return Number(`${line}`.split(' ')[1]);
}

for (const node of [20, 26] as const) {
  test(`on Node ${node} passes arguments and exit code`, async (t) => {
    const { root } = makeProject(t, { isInstalled: true });
    const { code, stdout, stderr } = await ended(start(root, ['hello', 'you', '--there'], { node }));
    assert.deepEqual({ code, stdout, stderr }, { code: 7, stdout: 'hello you --there\n', stderr: '' });
    assert.ok(!existsSync(join(root, 'npm.log')));
  });

  test(`on Node ${node} SIGTERM lets the program stop in its own way`, async (t) => {
    const { root, read } = makeProject(t, { isInstalled: true });
    const child = start(root, ['wait'], { node });
    const end = ended(child);
    await ready(child);
    child.kill('SIGTERM');
    assert.equal((await end).code, 5);
    assert.equal(read('stopped'), 'SIGTERM');
  });
}

test('a launcher that is killed takes its program along', async (t) => {
  const { root, read } = makeProject(t, { isInstalled: true });
  const child = start(root, ['wait'], { node: 20 });
  await ready(child);
  child.kill('SIGKILL');
  assert.equal(await until('it to stop', () => existsSync(join(root, 'stopped')) && read('stopped')), 'disconnect');
});

test('the program stops when the shell of npm dies without a word', {
  skip: process.platform === 'win32',
}, async (t) => {
  const { root, read } = makeProject(t, { isInstalled: true });
  const env = { ...process.env, npm_lifecycle_event: 'start', NODE_TEST_CONTEXT: undefined };
  const shell = spawn('sh', ['-c', `"${process.execPath}" bin/run.mjs wait; true`], { cwd: root, env });
  await ready(shell);
  shell.kill('SIGTERM');
  assert.equal(await until('it to stop', () => existsSync(join(root, 'stopped')) && read('stopped')), 'SIGTERM');
});

test('installs what is missing, once, when two start together', async (t) => {
  const { root, read } = makeProject(t, { isInstalled: false });
  const both = await Promise.all([ended(start(root, ['hello'])), ended(start(root, ['hello'], { node: 20 }))]);
  assert.deepEqual(
    both.map(({ code, stdout }) => [code, stdout]),
    [
      [7, 'hello\n'],
      [7, 'hello\n'],
    ],
  );
  assert.match(read('npm.log'), /^ci --include=dev --include=optional [^\n]*\n$/);
});

test('goes by what is installed, not by when', async (t) => {
  const { root, write, read } = makeProject(t, { isInstalled: true });
  utimesSync(join(root, 'package-lock.json'), new Date(), new Date(Date.now() + 60_000));
  await ended(start(root, ['hello']));
  assert.ok(!existsSync(join(root, 'npm.log')), 'a newer file with the same content is nothing new');

  write('node_modules/.package-lock.json', JSON.stringify({ packages: { 'node_modules/a': { version: '0.9.0' } } }));
  assert.equal((await ended(start(root, ['hello']))).code, 7);
  assert.equal(read('npm.log').split('\n').length, 2);
});

test('says so when it cannot install, and runs nothing', async (t) => {
  const { root, write } = makeProject(t, { isInstalled: false });
  write('offline', '');
  const { code, stdout, stderr } = await ended(start(root, ['hello']));
  assert.deepEqual([code, stdout], [1, '']);
  assert.match(stderr, /ENOTFOUND\nThe dependencies could not be installed; the lines above say why/);
  assert.ok(!existsSync(join(root, '.installing')));
});

test('a lock left by a process that is gone holds nobody up', async (t) => {
  const { root, write } = makeProject(t, { isInstalled: false });
  write('.installing', '4194305');
  assert.equal((await ended(start(root, ['hello']))).code, 7);
});

test('packed packages that cannot be read stop nobody', async (t) => {
  const { root, write } = makeProject(t, { isInstalled: true });
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
    .slice(0, 16);
  const index = `node_modules/.cache/hearback/packages/${lock}/index.json`;
  mkdirSync(join(root, index), { recursive: true });
  const isAFolder = await ended(start(root, ['hello']));
  rmSync(join(root, index), { recursive: true });
  for (const broken of ['', 'null', '{"pg":']) {
    write(index, broken);
    assert.deepEqual(await ended(start(root, ['hello'])), isAFolder, broken);
  }
  assert.deepEqual(isAFolder, { code: 7, stdout: 'hello\n', stderr: '' });
});

test('refuses what is no command', async (t) => {
  const { root } = makeProject(t, { isInstalled: true });
  for (const command of ['', 'nonsense', '../bin/hello']) {
    const { code, stderr } = await ended(start(root, [command]));
    assert.deepEqual([code, stderr], [1, `Unknown command "${command}".\n`]);
  }
});
