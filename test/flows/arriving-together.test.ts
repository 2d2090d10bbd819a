import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { replay } from '../../src/domain/inbound/inbound.ts';
import { cast, type Name } from '../support/cast.ts';
import { holding } from '../support/held.ts';
import { startProgram } from '../support/program.ts';
import { carrierToken, inboundText, post, signForm } from '../support/twilio-posts.ts';
import { until } from '../support/until.ts';
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

/** A connection on which a person's texts come one behind the other, without waiting for the answers: none overtakes there. */
function openWire(name: Name) {
  const { hostname, port, host, pathname } = new URL(inbound);
  const socket = connect(Number(port), hostname).setNoDelay();
  let answers = '';
  socket.setEncoding('latin1').on('data', (text: string) => {
    answers += text;
  });
  const request = (body: string) => {
    const form = inboundText(cast[name], body);
    const bytes = new URLSearchParams(form).toString();
    return [
      `POST ${pathname} HTTP/1.1`,
      `Host: ${host}`,
      'Content-Type: application/x-www-form-urlencoded; charset=UTF-8',
      `Content-Length: ${bytes.length}`,
      `X-Twilio-Signature: ${signForm(carrierToken, inbound, Object.entries(form))}`,
      '',
      bytes,
    ].join('\r\n');
  };
  return {
    /** Resolves when they are on the other side. */
    write: (...bodies: string[]) =>
      new Promise<unknown>((written) => socket.write(bodies.map(request).join(''), written)),
    async shouldBeAnswered(count: number): Promise<void> {
      const statuses = () => answers.match(/(?<=HTTP\/1\.1 )\d+/g) ?? [];
      await until('all answers', () => statuses().length === count);
      socket.destroy();
      assert.deepEqual(new Set(statuses()), new Set(['204']));
    },
  };
}

test('a text does not overtake one of the same person that takes longer', async () => {
  const words = ['One', 'STOP', 'Two', 'START', 'Three', 'YES', 'Four'];
  const wire = openWire('Ben');
  for (const body of words) {
    await wire.write(body);
    await pause(3);
  }
  await wire.shouldBeAnswered(7);
  assert.deepEqual((await bodies('Ben')).slice(-7), words);
  assert.equal(
    (await office.must('GET', `/api/v1/conversations/${office.conversationWith('Ben')}`)).person.optedOutAt,
    null,
  );
});

test('what had to wait behind one that is taken alone is taken together again', async () => {
  const words = ['STOP', 'START', 'One', 'Two', 'Three', 'Four'];
  const wire = openWire('Dana');
  const conversation = sql`select from conversations where id = ${office.conversationWith('Dana')} for no key update`;
  await holding(world.app.floor.db, conversation, async (queue) => {
    await wire.write('Held');
    await queue(1);
    await wire.write(...words);
  });
  await wire.shouldBeAnswered(7);
  assert.deepEqual((await bodies('Dana')).slice(-7), ['Held', ...words]);
  const [{ transactions }] = await world.query(sql`select count(distinct xmin)::int as transactions from (
    select xmin::text from messages where from_address = ${cast.Dana} order by id desc limit 4) as last`);
  assert.equal(transactions, 1);
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
