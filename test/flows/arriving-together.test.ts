import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { replay } from '../../src/domain/inbound/inbound.ts';
import { cast, type Name } from '../support/cast.ts';
import { startProgram } from '../support/program.ts';
import { inboundText, post } from '../support/twilio-posts.ts';
import { openOfficeHours } from '../support/world.ts';

const names: Name[] = ['Ana', 'Ben', 'Chidi', 'Dana'];
const world = await openOfficeHours(names, { mayLogErrors: true });
const { office, line } = world;
const { inbound } = line.webhooks;
const from = (name: Name, body: string) => post(inbound, inboundText(cast[name], body));

const bodies = (name: Name) =>
  world
    .query(sql`select body from messages where from_address = ${cast[name]} order by id`)
    .then((rows) => rows.map((row) => row.body));

test('texts that come at once are all there, with one event each, and their conversations show the newest', async () => {
  const texts = Array.from({ length: 200 }, (_, index) => from(names[index % 4]!, `Text ${index}`));
  assert.deepEqual(new Set(await Promise.all(texts)), new Set([204]));
  for (const [index, name] of names.entries()) {
    const wanted = Array.from({ length: 50 }, (_, turn) => `Text ${turn * 4 + index}`);
    assert.deepEqual((await bodies(name)).sort(), wanted.sort());
    const conversation = await office.must('GET', `/api/v1/conversations/${office.conversationWith(name)}`);
    assert.equal(conversation.lastMessage.id, (await office.messages(name)).at(-1)?.id);
    assert.equal(conversation.unread, 50);
    assert.ok(conversation.waitingSince);
  }
  const events = await world.query(sql`select number, message_id from events order by number`);
  assert.deepEqual(
    events.map(({ number }) => number),
    events.map((_, index) => index + 1),
  );
  assert.equal(new Set(events.flatMap(({ message_id }) => message_id ?? [])).size, 200);
  // Fewer transactions than texts; how many fewer is the machine's affair.
  const [{ transactions }] = await world.query(
    sql`select count(distinct xmin::text)::int as transactions from messages`,
  );
  assert.ok(transactions < 200, `${transactions} transactions for 200 texts`);
});

test('a text does not overtake one of the same person that takes longer', async () => {
  const wanted: string[] = [];
  const posts: Promise<number>[] = [];
  // One connection, one after the other on the wire, without waiting for the answers.
  for (const body of ['One', 'STOP', 'Two', 'START', 'Three', 'YES', 'Four']) {
    wanted.push(body);
    posts.push(from('Ben', body));
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
  assert.deepEqual(new Set(await Promise.all(posts)), new Set([204]));
  assert.deepEqual((await bodies('Ben')).slice(-7), wanted);
  assert.equal(
    (await office.must('GET', `/api/v1/conversations/${office.conversationWith('Ben')}`)).person.optedOutAt,
    null,
  );
});

test('what had to wait behind one that is taken alone is taken together again', async () => {
  const words = ['Held', 'STOP', 'START', 'One', 'Two', 'Three', 'Four'];
  /** In how many transactions the last four were taken, after all had so long to come. */
  async function transactionsAfter(ms: number): Promise<number> {
    const held = await world.app.floor.db.transaction().execute(async (db) => {
      await sql`select from conversations where id = ${office.conversationWith('Dana')} for no key update`.execute(db);
      const posts = words.map(async (body, index) => {
        await pause((index * ms) / 25);
        return from('Dana', body);
      });
      await pause(ms);
      return { posts };
    });
    assert.deepEqual(new Set(await Promise.all(held.posts)), new Set([204]));
    assert.deepEqual((await bodies('Dana')).slice(-7), words);
    const [{ count }] = await world.query(sql`select count(distinct xmin)::int as count from (
      select xmin::text from messages where from_address = ${cast.Dana} order by id desc limit 4) as last`);
    return count;
  }
  // On a busy machine they may need more time to come.
  assert.ok((await transactionsAfter(500)) === 1 || (await transactionsAfter(4000)) === 1);
});

test('a text that we cannot take in does not take the others with it, and is taken in once we can', async () => {
  await world.query(sql`create function fail_on_poison() returns trigger language plpgsql as
    $$ begin if new.body like 'Poison%' then raise exception 'a bug'; end if; return new; end $$`);
  await world.query(
    sql`create trigger planted before insert on messages for each row execute function fail_on_poison()`,
  );
  const texts = Array.from({ length: 60 }, (_, index) =>
    from(names[index % 4]!, index % 20 === 7 ? `Poison ${index}` : `Good ${index}`),
  );
  assert.deepEqual(new Set(await Promise.all(texts)), new Set([204]));
  const count = async (pattern: string) =>
    (await world.query(sql`select count(*)::int as count from messages where body like ${pattern}`))[0].count;
  assert.deepEqual([await count('Good%'), await count('Poison%')], [57, 0]);
  const parked = await world.query(sql`select fault from webhook_events where fault is not null`);
  assert.deepEqual(
    parked.map(({ fault }) => fault),
    ['a bug', 'a bug', 'a bug'],
  );
  assert.equal(world.logged.filter((each) => each.includes('could not be taken in')).length, 3);

  assert.deepEqual(await replay(world.app.floor), { taken: 0, parked: 3 });
  await world.query(sql`drop trigger planted on messages`);
  const command = startProgram({ HEARBACK_DATA: world.dataFolder, DATABASE_URL: world.databaseUrl }, 'replay');
  assert.equal((await command.exited).code, 0, command.output.stderr);
  assert.match(command.output.stdout, /^Taken in: 3\. Still parked: 0\.$/m);
  assert.equal(await count('Poison%'), 3);
  assert.deepEqual(await replay(world.app.floor), { taken: 0, parked: 0 });
});

test('STOP and START count from when they came, though they are taken in later', async () => {
  const [ana, ben] = [cast.Ana, cast.Ben];
  await world.query(sql`create function fail() returns trigger language plpgsql as
    $$ begin raise exception 'a bug'; end $$`);
  const plant = () =>
    world.query(sql`create trigger planted before insert on messages for each row
      when (new.body in ('Stop!', 'Start!')) execute function fail()`);
  const mend = () => world.query(sql`drop trigger planted on messages`);
  await plant();
  for (const body of ['STOP', 'Stop!', 'START']) assert.equal(await from('Ana', body), 204);
  for (const body of ['STOP', 'Start!', 'STOP']) assert.equal(await from('Ben', body), 204);
  const optedOut = async () => {
    const rows = await world.query(sql`select address from opt_outs
      where ended_at is null and address = any (${[ana, ben]})`);
    return rows.map(({ address }) => address);
  };
  assert.deepEqual(await optedOut(), [ben]);
  assert.deepEqual(await replay(world.app.floor), { taken: 0, parked: 2 });
  await mend();
  assert.deepEqual(await replay(world.app.floor), { taken: 2, parked: 0 });
  assert.deepEqual(await optedOut(), [ben]);

  // One that is the last word counts, however late.
  await plant();
  assert.deepEqual([await from('Ana', 'Stop!'), await from('Ben', 'Start!')], [204, 204]);
  await mend();
  assert.deepEqual(await replay(world.app.floor), { taken: 2, parked: 0 });
  assert.deepEqual(await optedOut(), [ana]);
});
