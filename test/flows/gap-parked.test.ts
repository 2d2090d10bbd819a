import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { fillGap } from '../../src/domain/inbound/inbound.ts';
import { listTeams } from '../../src/domain/teams/teams.ts';
import { createLog } from '../../src/platform/log.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana', 'Ben']);
const { office, phone, carrier, line, query } = world;

test('a text from the books that cannot be taken in is kept until it can, and the looks go on behind it', async () => {
  const [{ accountSid }] = await query(sql`select settings ->> 'accountSid' as "accountSid" from lines`);
  await carrier.control('PUT', `numbers/${line.number}`, { accountSid, inboundUrl: 'http://127.0.0.1:9/' });
  await query(sql`create function fail() returns trigger language plpgsql as $$ begin raise exception 'a bug'; end $$`);
  await query(sql`create trigger planted before insert on messages for each row
    when (new.body = 'Poison £') execute function fail()`);
  assert.equal(await phone('Ana').texts('Poison £'), null);
  assert.equal(await phone('Ben').texts('Good'), null);

  const [team] = await listTeams(world.app.floor);
  const logged: string[] = [];
  const look = () =>
    fillGap(
      team!,
      line.id,
      false,
      createLog('error', (each) => logged.push(each)),
    );
  assert.deepEqual(await look(), { recovered: 1, repaired: 0 });
  assert.deepEqual(await look(), { recovered: 0, repaired: 0 });
  assert.match(logged[0]!, /could not be taken in/);
  const { count, items } = (await office.must('GET', '/api/v1/delivery')).parked;
  assert.deepEqual([count, items[0].fault], [1, 'a bug']);
  const [{ is_on }] = await query(sql`select newest_at is not null as is_on from line_books`);
  assert.equal(is_on, true);

  await query(sql`drop trigger planted on messages`);
  assert.deepEqual(await office.must('POST', '/api/v1/delivery/replays'), { taken: 1, parked: 0 });
  await office.shouldSee('Ana', ['them: Poison £']);
  const [times] =
    await query(sql`select created_at < recovered_at as is_old, date_trunc('second', created_at) = created_at
    as is_theirs from messages where body = 'Poison £'`);
  assert.deepEqual(times, { is_old: true, is_theirs: true });
  assert.equal((await office.must('GET', '/api/v1/delivery')).parked.count, 0);
  assert.deepEqual(await look(), { recovered: 0, repaired: 0 });
});
