import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { openApp } from '../../src/app.ts';
import { backup } from '../../src/cli/backup.ts';
import { restore } from '../../src/cli/restore.ts';
import { readConfig } from '../../src/platform/config.ts';
import { openDatabase } from '../../src/platform/database.ts';
import { createLog } from '../../src/platform/log.ts';
import { openAsking, saturday } from '../support/asking.ts';
import type { Json } from '../support/browser.ts';
import { cloneDatabase } from '../support/database.ts';
import { openOffice } from '../support/office.ts';
import { png } from '../support/pictures.ts';
import { newFolder } from '../support/program.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const run = promisify(execFile);

/** A command in this process, which is quicker; answers what it said, also when it failed. */
async function hearback(settings: Record<string, string>, name: 'backup' | 'restore', ...args: string[]) {
  const lines: string[] = [];
  const failed = await { backup, restore }
    [name](readConfig(settings), args, (line) => lines.push(line))
    .then(
      () => null,
      (error: Error) => error,
    );
  return { code: failed ? 1 : 0, said: [...lines, failed?.message].join('\n') };
}

/** What an operator types; answers what it said, also when it failed. */
async function typed(settings: Record<string, string>, ...args: string[]) {
  const { NODE_TEST_CONTEXT: _, ...environment } = process.env;
  const main = join(import.meta.dirname, '../../src/main.ts');
  return run(process.execPath, [main, ...args], { env: { ...environment, ...settings } }).then(
    ({ stdout, stderr }) => ({ code: 0, said: stdout + stderr }),
    ({ code, stdout, stderr }) => ({ code: code as number, said: `${stdout}${stderr}` }),
  );
}

async function databaseAt(url: string) {
  // Under our own name it would be taken for a Hearback that is running.
  const { pool, close } = openDatabase(`${url}&application_name=onlooker`, { connections: 1 });
  after(close);
  const ask = async (sql: string) => (await pool.query(sql)).rows;
  const tables = async () => {
    const rows = await ask(
      "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'",
    );
    return rows.map(({ relname }) => relname as string).sort();
  };
  return {
    ask,
    tables,
    /** A table as text, in an order of its own. */
    content: async (table: string) =>
      (await ask(`select t::text as row from ${table} t order by 1`)).map(({ row }) => row),
  };
}

const number = '+12125550177';
const world = await openOfficeHours([], {
  // Reports go nowhere: what became of a text is known by the answer alone.
  config: { publicUrl: 'http://127.0.0.1:9' },
  // A text that is under way when the office closes ends nowhere.
  mayLogErrors: true,
});
const { office, carrier, phone, dataFolder, databaseUrl } = world;
const accountSid = `AC${'d'.repeat(32)}`;
const settings = { accountSid, authToken: 'carrier-token', baseUrl: carrier.url };
await office.must('POST', '/api/v1/lines', { provider: 'twilio', label: 'Office', number, settings });
// They work at night as well.
const limits = await office.must('GET', '/api/v1/limits');
await office.must('PUT', '/api/v1/limits', { ...limits, keepsHours: false, questionsKeepHours: false });
for (const name of ['Ana', 'Ben', 'Chidi', 'Dana', 'Emre', 'Farah', 'Gus'] as const) {
  await carrier.phone(name).behaves({});
  await office.meets(name);
}
const home = await databaseAt(databaseUrl);
const homeSettings = { DATABASE_URL: databaseUrl, HEARBACK_DATA: dataFolder };
const secret = readFileSync(join(dataFolder, 'secret'), 'utf8');
const folder = newFolder();

async function emptyPlace() {
  const clone = await cloneDatabase();
  const place = newFolder();
  return {
    settings: { DATABASE_URL: clone.url, HEARBACK_DATA: place, HEARBACK_SECRET: secret, HEARBACK_CARRIER: 'off' },
    folder: place,
    ...(await databaseAt(clone.url)),
  };
}

test('a backup that is made under load is one moment, with all that was acknowledged before and nothing from after', async () => {
  const acknowledged: string[] = [];
  let isOver = false;
  const write = async (name: 'Farah' | 'Gus') => {
    for (let n = 0; !isOver; n++) {
      assert.equal(await phone(name).texts(`${name} ${n}`), 204);
      acknowledged.push(`${name} ${n}`);
    }
  };
  const writers = [write('Farah'), write('Gus')];
  await until('some texts', () => acknowledged.length > 20);
  const before = [...acknowledged];
  const path = join(folder, 'loaded.backup');
  const made = await typed(homeSettings, 'backup', path);
  assert.equal(made.code, 0, made.said);
  isOver = true;
  await Promise.all(writers);
  assert.ok(acknowledged.length > before.length, 'There was no load.');
  await phone('Farah').texts('Too late');

  const place = await emptyPlace();
  const restored = await hearback(place.settings, 'restore', path);
  assert.equal(restored.code, 0, restored.said);
  const bodies = (await place.ask('select body from messages')).map(({ body }) => body);
  assert.deepEqual(
    before.filter((body) => !bodies.includes(body)),
    [],
  );
  assert.ok(!bodies.includes('Too late'));
  // A cut through the middle of a transaction would leave a number without its event, or a head without its message.
  const [events] = await place.ask(
    'select count(*)::int as count, (select last_number::int from event_heads) as last from events',
  );
  assert.equal(events.count, events.last);
  const torn = await place.ask(
    'select from conversations where last_message_id is not null and last_message_id not in (select id from messages)',
  );
  assert.equal(torn.length, 0);
});

test('what was backed up comes back row by row, and nothing leaves by itself', async () => {
  await office.texts('Ben', 'Hello');
  await office.shouldSeeStatus('Ben', 'accepted');
  await phone('Chidi').texts('STOP');
  const inOneHour = new Date(Date.now() + 3_600_000).toISOString();
  const to = (name: 'Ana') => `/api/v1/conversations/${office.conversationWith(name)}/messages`;
  await office.must('POST', to('Ana'), { body: 'Later', sendAt: inOneHour });
  await carrier.misbehaves({ acceptThenDrop: 1 });
  await office.texts('Dana', 'Dropped');
  await office.shouldSeeStatus('Dana', 'unknown');
  // It stays so: nobody looks into the books meanwhile.
  await home.ask("update graphile_worker._private_jobs set run_at = now() + interval '1 hour' where key like 'look:%'");
  await carrier.misbehaves({ stall: 1 });
  await office.texts('Emre', 'No answer');
  await office.shouldSeeStatus('Emre', 'sending');
  await office.texts('Emre', 'Behind it');
  await phone('Gus').sends('My cat', [['image/png', png(900, 700)]]);
  const files = () => home.ask("select team_id, id, bytes from media where state = 'stored'");
  const [picture] = await until('the picture', async () => (await files())[0] && (await files()));
  const inFolder = `media/${picture!.team_id}/${picture!.id.slice(0, 5)}/${picture!.id}`;
  mkdirSync(join(dataFolder, 'media/2026'), { recursive: true });
  writeFileSync(join(dataFolder, 'media/2026/cat.jpg'), Buffer.alloc(700_000, 'meow'));

  const invitation = await office.invites();
  await until('the search to be up to date', async () =>
    (await home.ask("select from search_texts join messages on id = message_id where body = 'My cat'")).at(0),
  );
  const still =
    "select id, body, direction, provider_id, case when status in ('queued', 'sending', 'unknown') then 'in doubt' else status end as fate from messages order by id";
  const path = join(folder, 'quiet.backup');
  const made = await hearback(homeSettings, 'backup', path, '--with-secret');
  assert.equal(made.code, 0, made.said);
  // At once: the office goes on.
  const saved = new Map<string, string[]>();
  for (const table of await home.tables()) saved.set(table, await home.content(table));
  const fates = await home.ask(still);
  const place = await emptyPlace();
  const restored = await hearback(place.settings, 'restore', path);
  assert.equal(restored.code, 0, restored.said);
  assert.match(restored.said, /3 texts waited/);
  assert.match(restored.said, /Invitations were open then: 1\./);

  const changed = ['attempts', 'invitations', 'lines', 'messages', 'migrations', 'outbox'];
  const transient = ['sessions', 'sign_in_attempts', 'sign_in_failures', 'verifications', 'workers'];
  const searched = ['search_people', 'search_progress', 'search_texts'];
  assert.deepEqual(await place.tables(), [...saved.keys()]);
  for (const [table, content] of saved) {
    if ([...transient, ...searched].includes(table)) assert.deepEqual(await place.content(table), [], table);
    else if (!changed.includes(table)) assert.deepEqual(await place.content(table), content, table);
  }
  assert.deepEqual(await place.ask(still), fates);
  assert.ok(readFileSync(join(place.folder, 'media/2026/cat.jpg')).equals(Buffer.alloc(700_000, 'meow')));
  assert.deepEqual(readFileSync(join(place.folder, inFolder)), readFileSync(join(dataFolder, inFolder)));
  assert.equal(readFileSync(join(place.folder, inFolder)).length, picture!.bytes);

  const sent = (await carrier.log()).length;
  await carrier.misbehaves({});
  const log = createLog('silent');
  const app = await openApp(readConfig({ ...place.settings, PORT: '0', CARRIER_PORT: '0' }), { log, say: () => {} });
  await until('the doubts to be known', async () => {
    const rows = await place.ask("select from messages where status = 'unknown'");
    return rows.length === 3;
  });
  await until('what is searched to be there again', async () => {
    const count = 'select (select count(*) from search_texts) = (select count(*) from messages) as is_all';
    return (await place.ask(count))[0].is_all;
  });
  const { status, body } = await openOffice(app.url).ask('POST', '/api/v1/join/invitation', { token: invitation });
  assert.deepEqual([status, body.code], [410, 'invitation_revoked']);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  await app.close();
  assert.equal((await carrier.log()).length, sent);
  assert.deepEqual(await place.ask('select body from outbox join messages on id = message_id'), [{ body: 'Later' }]);
  assert.equal((await place.ask('select from lines where paused_at is null')).length, 0);
});

test('questions that were going on rest after a restore, and whatever was due since the backup asks nobody', async () => {
  const asking = openAsking(world);
  const { items: people } = await office.must('GET', '/api/v1/people');
  const question = saturday(
    people.map(({ id }: Json) => id),
    {
      schedule: { ...saturday([]).content.schedule, repeat: { every: 'once' }, startsOn: '2040-01-06', at: '00:00' },
      closing: { afterMinutes: 7 * 24 * 60 },
      nudges: { afterMinutes: 60, most: 3, words: ['Still there?'] },
      rules: [{ when: { silentForMinutes: 60 }, act: { kind: 'text', words: 'We have not heard from you.' } }],
    },
  );
  const asked = await asking.saves(question);
  await asking.saves({ ...question, name: 'Sunday?' });
  const { id: roundId } = await office.must('POST', `/api/v1/questions/${asked.id}/rounds`);
  await until('all to be asked', async () => {
    const states = Object.values(await asking.standing(roundId));
    return states.filter((state) => state === 'asked').length === 6 && states.length === 7;
  });
  const path = join(folder, 'asking.backup');
  assert.equal((await hearback(homeSettings, 'backup', path, '--with-secret')).code, 0);

  // Nobody works here, so that all can be due at the moment of the backup that is made next.
  const between = await emptyPlace();
  assert.equal((await hearback(between.settings, 'restore', path)).code, 0);
  await between.ask(`
    update lines set paused_at = null, paused_reason = null;
    update questions set paused_at = null;
    update questions set next_date = current_date - 1, next_opens_at = now() - interval '1 day',
      planned_at = now() - interval '9 days' where id <> '${asked.id}';
    with places as (select id, row_number() over (order by id) as place from asks where state = 'asked')
    update asks set
      state = case when place <= 2 then 'waiting' else 'asked' end,
      asked_at = case when place > 2 then asked_at - interval '2 hours' end,
      held_at = case when place = 2 then now() end,
      due_at = now() + case when place = 2 then interval '9 minutes' else interval '-1 minute' end,
      next_nudge_at = case when place = 3 then now() - interval '1 minute' end,
      next_silence_at = case when place = 4 then now() - interval '1 minute' end
    from places where places.id = asks.id;
    delete from asks where id = (select id from asks where state = 'asked' order by id offset 2 limit 1);
    update rounds set state = 'filling', filled_to = null where id = '${roundId}'`);
  const due = join(folder, 'due.backup');
  assert.equal((await hearback(between.settings, 'backup', due, '--with-secret')).code, 0);

  const place = await emptyPlace();
  const restored = await hearback(place.settings, 'restore', due);
  assert.equal(restored.code, 0, restored.said);
  assert.match(restored.said, /Questions were going on then: 2\. They are paused/);
  const written = async () => (await place.ask("select body from messages where direction = 'outbound'")).length;
  const before = await written();
  const overdue = 'select from asks where next_nudge_at <= now() or next_silence_at <= now()';
  assert.deepEqual(await place.ask(overdue), []);
  await place.ask('update lines set paused_at = null, paused_reason = null');
  const app = await openApp(readConfig({ ...place.settings, PORT: '0', CARRIER_PORT: '0' }), {
    log: createLog('silent'),
    say: () => {},
  });
  const [{ last }] = await place.ask("select max(id::text) as last from asks where state = 'asked'");
  // In each look it closes before it asks: what closes for the second time does so after the whole of a look.
  const looks = async () => {
    for (const look of [1, 2]) {
      await place.ask(`update asks set state = 'asked', closes_at = now() where id = '${last}'`);
      await until(`look ${look}`, async () => {
        return (await place.ask(`select from asks where id = '${last}' and state = 'closed'`))[0];
      });
    }
  };
  await looks();
  assert.equal(await written(), before);
  const there = openOffice(app.url);
  assert.equal((await there.signsIn()).status, 200);
  const { items } = await there.must('GET', '/api/v1/questions');
  for (const { id } of items) await there.must('DELETE', `/api/v1/questions/${id}/pause`);
  await looks();
  await app.close();
  assert.equal(await written(), before, 'Whoever was not asked in time is not asked when the question goes on.');
  const late = await place.ask("select from asks where state = 'skipped' and skipped_because = 'too_late'");
  assert.equal(late.length, 2);
});

test('a backup that was changed or cut off is refused, and so is a place that is not empty', async () => {
  const path = join(folder, 'quiet.backup');
  const bytes = readFileSync(path);
  const place = await emptyPlace();
  const tryIt = async (changed: Buffer) => {
    writeFileSync(join(folder, 'changed.backup'), changed);
    const { code, said } = await hearback(place.settings, 'restore', join(folder, 'changed.backup'));
    assert.equal(code, 1);
    assert.deepEqual(await place.content('teams'), []);
    return said;
  };
  const flipped = Buffer.from(bytes);
  flipped[bytes.length >> 1]! ^= 1;
  assert.match(await tryIt(flipped), /damaged or cut off/);
  assert.match(await tryIt(bytes.subarray(0, -1000)), /damaged or cut off/);
  assert.match(await tryIt(Buffer.from('select 1;')), /is not a Hearback backup/);

  const stranger = await hearback({ ...place.settings, HEARBACK_SECRET: 'x'.repeat(40) }, 'restore', path);
  assert.match(stranger.said, /not the one of this backup/);
  const running = await hearback(homeSettings, 'restore', path, '--replace');
  assert.match(running.said, /Hearback is running on this database/);

  assert.equal((await hearback(place.settings, 'restore', path)).code, 0);
  const again = await hearback(place.settings, 'restore', path);
  assert.match(again.said, /not empty, and nothing was changed. Say --replace/);
  const replaced = await hearback({ ...place.settings, HEARBACK_SECRET: '' }, 'restore', path, '--replace');
  assert.equal(replaced.code, 0, replaced.said);
  assert.equal(readFileSync(join(place.folder, 'secret'), 'utf8'), secret);
});
