import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { openEmbeddedPostgres } from './embedded-postgres.ts';

const isRoot = process.getuid?.() === 0;
const nobody = { uid: 65534, gid: 65534 };
const open = (folder: string, log = (_: string) => {}) => openEmbeddedPostgres({ folder, log });

// One data folder lives through most of these stories, each of which leaves it closed: making one takes seconds.
const home = await realpath(await mkdtemp(join(tmpdir(), 'hearback-')));
const folder = join(home, 'made', 'by us');
after(() => clear(home, folder));

test('the first start makes the database, the second finds what is in it', async () => {
  const first = await open(folder);
  await ask(first.url, 'create table kept as select 42 as answer');
  const [settings] = await ask(
    first.url,
    `select current_database() as name, current_setting('server_version_num')::int / 10000 as major,
       current_setting('data_checksums') as checksums, current_setting('fsync') as fsync,
       current_setting('listen_addresses') as tcp, datlocprovider::text || datlocale as locale, pg_encoding_to_char(encoding) as encoding
     from pg_database where datname = current_database()`,
  );
  assert.deepEqual(settings, {
    name: 'hearback',
    major: 18,
    checksums: 'on',
    fsync: 'on',
    tcp: '',
    locale: 'bC.UTF-8',
    encoding: 'UTF8',
  });
  assert.equal((await stat(folder)).mode & 0o777, 0o700);
  assert.equal((await stat(join(folder, 'postgres'))).mode & 0o777, 0o700);
  const server = await serverOf(folder);
  await Promise.all([first.close(), first.close()]);
  assert.ok(!isAlive(server));

  const second = await open(folder);
  assert.deepEqual(await ask(second.url, 'select answer from kept'), [{ answer: 42 }]);
  await second.close();
  assert.deepEqual((await readdir(folder)).sort(), ['hearback.lock', 'postgres']);
});

test('a server left over from a killed process is used again', async (t) => {
  const killed = await hearback(t, folder);
  await ask(killed.url, 'create table left_over ()');
  const server = await serverOf(folder);
  killed.child.kill('SIGKILL');
  await once(killed.child, 'exit');

  const said: string[] = [];
  const next = await open(folder, (message) => said.push(message));
  assert.equal(await serverOf(folder), server);
  await ask(next.url, 'table left_over');
  assert.match(said.join(), /used again/);
  await next.close();
  assert.ok(!isAlive(server));
});

test('a crash is recovered from, though a stranger has the dead server’s process id', async (t) => {
  const crashed = await hearback(t, folder);
  await ask(crashed.url, 'create table committed ()');
  const owner = await stat(join(folder, 'postgres'));
  const stranger = spawn('sleep', ['60'], { uid: owner.uid, gid: owner.gid });
  t.after(() => stranger.kill());
  const server = await serverOf(folder);
  const all = await ask(crashed.url, 'select pid from pg_stat_activity where pid <> pg_backend_pid()');
  for (const pid of [server, ...all.map((row) => row.pid)]) kill(pid);
  crashed.child.kill('SIGKILL');
  for (const file of ['postmaster.pid', '.s.PGSQL.5432.lock']) {
    const path = join(folder, 'postgres', file);
    await writeFile(path, (await readFile(path, 'utf8')).replace(`${server}\n`, `${stranger.pid}\n`));
  }

  const next = await open(folder);
  await ask(next.url, 'table committed');
  await next.close();
  assert.ok(isAlive(stranger.pid!), 'the stranger is left alone');
});

test('a killed server whose children are still busy is waited for', async (t) => {
  const crashed = await hearback(t, folder);
  const server = await serverOf(folder);
  const busy = ask(
    crashed.url,
    `do $$ declare start timestamptz := clock_timestamp();
     begin while clock_timestamp() < start + interval '1 s' loop end loop; end $$`,
  ).catch(() => {});
  await sleep(300);
  kill(server);
  crashed.child.kill('SIGKILL');
  const next = await open(folder);
  await ask(next.url, 'select');
  await busy;
  await next.close();
});

test('a database of another major version is left alone', async () => {
  const path = join(folder, 'postgres');
  await writeFile(join(path, 'PG_VERSION'), '17\n');
  const before = await readdir(path);
  await assert.rejects(open(folder), /PostgreSQL 17.*PostgreSQL 18.*backup/);
  assert.deepEqual(await readdir(path), before);
  await writeFile(join(path, 'PG_VERSION'), '18\n');
});

test('a database that root has put back from a backup opens', { skip: !isRoot && 'takes root' }, async () => {
  const path = join(folder, 'postgres');
  for (const name of ['', ...(await readdir(path, { recursive: true }))]) await chown(join(path, name), 0, 0);
  await (await open(folder)).close();
});

test('something else in the place of the database is left alone', async (t) => {
  const other = await temporaryFolder(t);
  await mkdir(join(other, 'postgres'));
  await writeFile(join(other, 'postgres', 'letter.txt'), 'Dear all');
  await assert.rejects(open(other), /Move it away/);
  await rm(join(other, 'postgres'), { recursive: true });
  await symlink('/nowhere/at/all', join(other, 'postgres'));
  await assert.rejects(open(other), /cannot be reached/);
  assert.deepEqual((await readdir(other)).sort(), ['hearback.lock', 'postgres']);
});

test('a start that was killed while it made the database, in an empty folder, is begun again', async (t) => {
  const fresh = await temporaryFolder(t);
  await mkdir(join(fresh, 'postgres'));
  const child = spawnHearback(t, fresh);
  while (!(await readdir(fresh)).some((name) => name.startsWith('postgres.new-'))) await sleep(20);
  await sleep(200);
  child.kill('SIGKILL');
  const next = await open(fresh);
  await ask(next.url, 'select');
  await next.close();
  assert.deepEqual((await readdir(fresh)).sort(), ['hearback.lock', 'postgres']);
});

for (const [what, name] of [
  ['spaces, accents, quotes and signs', 'Données d’équipe "日本" 100% $HOME & co+?#'],
  ['more bytes than a socket may have', 'deep/'.repeat(25)],
]) {
  test(`a path with ${what} works`, async (t) => {
    const moved = join(home, name!);
    await mkdir(dirname(moved), { recursive: true });
    await rename(folder, moved);
    t.after(() => rename(moved, folder));
    const database = await open(moved);
    const socket = new URL(database.url.replace('@', '@x')).searchParams.get('host')!;
    assert.deepEqual(await ask(database.url, 'select answer from kept'), [{ answer: 42 }]);
    assert.equal((await stat(socket)).mode & 0o777, 0o700);
    await database.close();
    if (!socket.startsWith(home)) await rm(socket, { recursive: true });
  });
}

test('a second Hearback on the same folder says who has it and leaves that one alone', async (t) => {
  const first = await hearback(t, folder);
  await assert.rejects(open(folder), new RegExp(`Another Hearback \\(process ${first.child.pid}\\) is already using`));
  await ask(first.url, 'select');
  assert.equal(await first.stop(), 0);
});

test('of two first starts at once, by an ordinary user, exactly one wins', async (t) => {
  const fresh = await temporaryFolder(t);
  if (isRoot) await chown(fresh, nobody.uid, nobody.gid);
  const both = await Promise.allSettled([1, 2].map(() => hearback(t, fresh, { ordinary: true })));
  const [won, ...more] = both.filter((each) => each.status === 'fulfilled').map((each) => each.value);
  const lost = both.filter((each) => each.status === 'rejected').map((each) => each.reason.message);
  assert.ok(won && more.length === 0);
  assert.match(lost.join(), new RegExp(`Another Hearback \\(process ${won.child.pid}\\)`));
  const server = await serverOf(fresh);
  await ask(won.url, 'select');
  assert.equal(await won.stop(), 0);
  assert.ok(!isAlive(server));
});

test('a folder that we may not write to is named', async (t) => {
  const fresh = await temporaryFolder(t);
  await chmod(fresh, 0o555);
  await assert.rejects(hearback(t, fresh, { ordinary: true }), new RegExp(`cannot write to its data folder ${fresh}`));
  await assert.rejects(hearback(t, join(fresh, 'data'), { ordinary: true }), /cannot write to its data folder/);
});

test('Ctrl-C reaches Hearback and not its database', async (t) => {
  const owner = await hearback(t, folder);
  const server = await serverOf(folder);
  process.kill(-owner.child.pid!, 'SIGINT');
  await sleep(300);
  await ask(owner.url, 'select');
  assert.equal(await owner.stop(), 0);
  assert.ok(!isAlive(server));
});

/** Another process that opens the folder's database, heads its own process group, and closes it on SIGTERM. */
function spawnHearback(t: TestContext, folder: string, options: { ordinary?: boolean } = {}): ChildProcess {
  const script = `
    import { openEmbeddedPostgres } from ${JSON.stringify(import.meta.resolve('./embedded-postgres.ts'))};
    process.on('SIGINT', () => {});
    try {
      const database = await openEmbeddedPostgres({ folder: process.argv[1], log: () => {} });
      console.log(JSON.stringify({ url: database.url }));
      const alive = setInterval(() => {}, 1000);
      process.once('SIGTERM', () => database.close().then(() => clearInterval(alive)));
    } catch (error) {
      console.log(JSON.stringify({ error: error.message }));
    }`;
  const account = options.ordinary && isRoot ? nobody : {};
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder], {
    ...account,
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => child.kill('SIGKILL'));
  return child;
}

async function hearback(t: TestContext, folder: string, options: { ordinary?: boolean } = {}) {
  const child = spawnHearback(t, folder, options);
  const [line] = (await once(createInterface(child.stdout!), 'line')) as [string];
  const { url, error } = JSON.parse(line) as { url: string; error?: string };
  if (error) throw new Error(error);
  async function stop(): Promise<number> {
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number];
    return code;
  }
  return { child, url, stop };
}

async function temporaryFolder(t: TestContext): Promise<string> {
  const made = await realpath(await mkdtemp(join(tmpdir(), 'hearback-')));
  t.after(() => clear(made, made));
  return made;
}

/** Ends what a failed test may have left running on a data folder, and removes the temporary folder around it. */
async function clear(made: string, data: string): Promise<void> {
  const left = await serverOf(data);
  if (left) kill(left);
  await rm(made, { recursive: true, force: true, maxRetries: 5 });
}

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function serverOf(folder: string): Promise<number> {
  return Number.parseInt(await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '0'), 10);
}

/** Whether a process runs; one that has ended and waits for its parent to notice does not. */
function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', `${pid}`], { encoding: 'utf8' });
  return /^[^Z]/.test(stdout);
}

function kill(pid: unknown): void {
  process.kill(pid as number, 'SIGKILL');
}
