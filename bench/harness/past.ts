import type pg from 'pg';
import type { Database } from './cluster.ts';

/** How much has happened. */
export interface Past {
  conversations: number;
  /** In all, in the order of their time: each conversation has texts from all of it. */
  messages: number;
  /** Of these, how many stand in one conversation, the first. */
  inFirst: number;
}

/** The id of a conversation, by its number from 0. */
export const conversationId = (n: number | string) => `md5('conversation ' || ${n})::uuid`;
const personId = (n: string) => `md5('person ' || ${n})::uuid`;

/**
 * Gives the team of a database, which has one line and somebody in it, a past of years. A twentieth of the conversations
 * is open; of these half are somebody's, and a fifth waits. The member has seen all of every second one.
 */
export async function makePast(database: Database, past: Past): Promise<void> {
  const { pool } = database;
  const client = await pool.connect();
  try {
    await fill(client, past);
  } finally {
    client.release(true);
  }
  // What years have done already: the server must not still be busy with our making of a past while we measure.
  await pool.query('vacuum (analyze, freeze) messages, conversations, people, phones, read_marks, group_members');
  await pool.query('checkpoint');
}

async function fill(client: pg.PoolClient, { conversations, messages, inFirst }: Past): Promise<void> {
  // The past obeys the rules of the tables already: checking millions of keys would only take time.
  await client.query(
    `set session_replication_role = replica; set maintenance_work_mem = '1GB'; set work_mem = '512MB'; set jit = off`,
  );
  const ours = `(select id from teams)`;
  const member = `(select id from members order by created_at limit 1)`;
  await client.query(`create schema bench`);
  await client.query(
    `create table bench.colleagues as select row_number() over (order by created_at) - 1 as n, id from members`,
  );
  await client.query(
    `insert into groups (team_id, id, name, created_at)
     select ${ours}, md5('group ' || n)::uuid, 'Group ' || n, now() from generate_series(0, 19) n`,
  );
  const indexes = await putOffIndexes(client);
  // Every so manieth text is of the first conversation; the others take turns, in no order that an index would like.
  const isOfFirst = `k % ${Math.max(1, Math.floor(messages / Math.max(1, inFirst)))} = 0`;
  await client.query(
    `insert into messages (team_id, conversation_id, id, line_id, direction, from_address, to_address, body, media,
       segments, status, status_at, provider_id, created_at)
     select team.id, ${conversationId(`case when ${isOfFirst} then 0 else (k::bigint * 7919) % ${conversations} end`)},
       uuidv7(make_interval(secs => (k - ${messages}) * 2.0)), line.id,
       case when k % 3 = 0 then 'outbound' else 'inbound' end, '+12125550100', '+13035550100',
       'Text ' || k || ': can you hold a bag for me until six? I am at the other gate.', '[]', 1,
       case when k % 3 = 0 then 'delivered' else 'received' end, now() - make_interval(secs => (${messages} - k) * 2.0),
       'SM' || md5(k::text), now() - make_interval(secs => (${messages} - k) * 2.0)
     from (select id from teams) team, (select id from lines limit 1) line, generate_series(1, ${messages}) k`,
  );
  await client.query(
    `insert into people (team_id, id, name, is_practice, fields, created_at)
     select ${ours}, ${personId('n')}, 'Person ' || n, false, '{}', now() from generate_series(0, ${conversations - 1}) n`,
  );
  await client.query(
    `insert into phones (team_id, address, kind, person_id, position, created_at)
     select ${ours}, '+1303' || (20000000 + n), 'phone_number', ${personId('n')}, 0, now()
     from generate_series(0, ${conversations - 1}) n`,
  );
  await client.query(
    `insert into group_members (team_id, group_id, person_id)
     select ${ours}, md5('group ' || (n + place) % 20)::uuid, ${personId('n')}
     from generate_series(0, ${conversations - 1}) n, generate_series(0, n % 3) place`,
  );
  await client.query(
    `with newest as materialized (
       select conversation_id, line_id, max(created_at) as created_at, (array_agg(id order by id desc))[1] as id,
         (array_agg(id order by id desc) filter (where direction = 'inbound'))[1] as inbound_id
       from messages where created_at > now() - make_interval(secs => ${conversations} * 6.0 + 600) group by 1, 2)
     insert into conversations (team_id, id, person_id, last_message_id, last_message_at, last_message_failed,
       waiting_since, line_id, assignee_id, closed_at, created_at, last_inbound_id)
     select ${ours}, ${conversationId('n')}, ${personId('n')}, newest.id, newest.created_at, n % 50 = 0,
       case when n % 100 = 20 then newest.created_at end, newest.line_id,
       case when n % 40 = 20 then (select id from bench.colleagues where colleagues.n = each.n / 40 % (select count(*) from bench.colleagues)) end,
       case when n % 20 <> 0 then newest.created_at end, now(), newest.inbound_id
     from generate_series(0, ${conversations - 1}) each (n) join newest on newest.conversation_id = ${conversationId('n')}`,
  );
  await client.query(
    `insert into read_marks (team_id, conversation_id, member_id, message_id, read_at)
     select team_id, id, ${member}, last_message_id, now() from conversations
     where ('x' || left(md5(id::text), 4))::bit(16)::int % 2 = 0 and team_id = ${ours}`,
  );
  for (const index of indexes) await client.query(`reindex index ${index}`);
  await client.query('reset session_replication_role');
}

/** Indexes of tables that are filled are built at once, afterwards; until then nobody may ask. */
async function putOffIndexes(client: pg.PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `update pg_index set indisready = false, indisvalid = false
     where indrelid = any ('{messages,conversations,people,phones,group_members,read_marks}'::regclass[])
     returning indexrelid::regclass::text as name`,
  );
  return rows.map(({ name }) => name);
}
