import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { sql } from 'kysely';
import { list, openKnownRows } from '../../src/domain/conversations/conversations.ts';
import { readTimeline } from '../../src/domain/messages/messages.ts';
import type { Database } from '../../src/platform/database.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

// What one statement looks up: the database counts that for each connection.
const world = await openOfficeHours(['Ana', 'Ben', 'Chidi']);
const { app, office, query } = world;
const changes = 3000;
const texts = 30;

/** What of some tables is read by `work`: rows, and searches of an index or of all. */
async function readsOf(tables: string[], work: (db: Database) => Promise<unknown>, settings: string) {
  return app.floor.db.transaction().execute(async (db) => {
    await sql.raw(settings).execute(db);
    // What was done before on this connection may be counted as well, and is told at its end.
    const before = await readSoFar(db, tables);
    await work(db);
    const after = await readSoFar(db, tables);
    return Object.fromEntries(
      tables.map((table) => {
        const of = (name: 'rows' | 'looks') => (after.get(table)?.[name] ?? 0) - (before.get(table)?.[name] ?? 0);
        return [table, { rows: of('rows'), looks: of('looks') }];
      }),
    );
  });
}

async function readSoFar(db: Database, tables: string[]) {
  const { rows } = await sql<{ name: string; rows: number; looks: number }>`
    select relname as name, (seq_tup_read + idx_tup_fetch)::int as rows, (seq_scan + idx_scan)::int as looks
    from pg_stat_xact_user_tables where relname = any (${tables})`.execute(db);
  return new Map(rows.map((row) => [row.name, row]));
}

/** Three rows are read whole sooner than by any index; a thousand are not. */
const asOfMany = 'set local enable_seqscan = off';

/** A plan for whatever is asked, as a connection has that has asked a few times. */
const asOfLong = 'set local plan_cache_mode = force_generic_plan';

before(async () => {
  const id = office.conversationWith('Ana');
  await query(sql`with head as (
      update event_heads set last_number = last_number + ${changes} returning team_id, last_number)
    insert into events (team_id, number, kind, conversation_id, happened_at)
    select team_id, last_number - ${changes} + n, 'conversation.changed', ${id}, now()
    from head, generate_series(1, ${changes}::int) as n`);
  for (let n = 0; n < texts; n++) await world.phone('Ana').texts(`Text ${n}`);
  await world.quiet();
  await until('conversations of which all know that all can see them', async () => {
    await query(sql`vacuum analyze events, messages, conversations`);
    const [{ isSo }] = await query(
      sql`select relallvisible = relpages as "isSo" from pg_class where relname = 'conversations'`,
    );
    return isSo;
  });
});

test('a page of the inbox looks up what has changed by its number, and needs no row of a conversation', async () => {
  const member = { ...app.floor, teamId: await teamId(), memberId: await memberId() };
  const rows = openKnownRows();
  const page = (db: Database) =>
    list(rows, { ...member, db } as never, { view: 'all', of: [], after: null, limit: 51 });
  await page(app.floor.db);
  const inView = await readsOf(['conversations'], page, asOfMany);
  assert.deepEqual(inView, { conversations: { rows: 0, looks: 3 } });
  const { events } = await readsOf(['events'], page, asOfLong);
  assert.ok(events && events.rows < 100, `changes of ${changes} that were read: ${events?.rows}`);
});

test('a page of a thread looks for a text once, and for nothing that such a text never has', async () => {
  const scope = { ...app.floor, teamId: await teamId() };
  const tables = ['messages', 'notes', 'acts', 'outbox', 'ask_texts', 'asks'];
  const reads = await readsOf(
    tables,
    async (db) => {
      const { items } = await readTimeline({ ...scope, db }, office.conversationWith('Ana'), { limit: 50 });
      assert.equal(items.length, texts);
    },
    asOfMany,
  );
  for (const table of tables)
    assert.ok((reads[table]?.looks ?? texts) < 10, `${table} was searched ${reads[table]?.looks} times`);
});

const teamId = async () => (await query(sql`select id from teams`))[0].id as string;
const memberId = async () => (await query(sql`select id from members`))[0].id as string;
