import type pg from 'pg';
import { indexed } from '../../src/domain/search/search.ts';
import { listOf, listOfTexts } from '../../src/platform/statement.ts';
import type { Database } from './cluster.ts';

/** Words as people use them: the n-th is about a n-th as common as the first. */
const vocabulary = 30_000;
const wordsOfText = 10;

export const wordOf = (rank: number) => `wo${rank.toString(36)}`;
/** Each stands in one text, in the oldest twentieth. */
export const rareWords = Array.from({ length: 8 }, (_, n) => `rare${n}`);

/** A team that has hardly written yet has few people. */
const peopleOf = (texts: number) => (texts < 10_000 ? 200 : 5000);
const atOnce = 10_000;

/** Gives the team of a database, which has one line, people, and so many texts that are in the index, oldest first. */
export async function fillSearched(database: Database, texts: number): Promise<void> {
  const { pool } = database;
  // What is made obeys the rules of the tables already: checking millions of keys would only take time.
  const free = `set session_replication_role = replica; set maintenance_work_mem = '1GB'; set jit = off`;
  const clients = await Promise.all([pool.connect(), pool.connect()]);
  for (const client of clients) await client.query(free);
  const [client] = clients as [pg.PoolClient, pg.PoolClient];
  try {
    const { rows } = await client.query<{ team: string; line: string }>(
      'select team_id as team, id as line from lines limit 1',
    );
    const { team, line } = rows[0] as { team: string; line: string };
    await meetPeople(client, team, peopleOf(texts));
    const conversations = await client.query<{ id: string }>('select id from conversations order by id');
    const ids = conversations.rows.map(({ id }) => id);
    // Built at once, afterwards; until then nobody may ask.
    const putOff = await client.query<{ name: string }>(
      `update pg_index set indisready = false, indisvalid = false
       where indrelid in ('messages'::regclass, 'search_texts'::regclass) returning indexrelid::regclass::text as name`,
    );
    const next = counter(texts);
    await Promise.all(clients.map((each) => copyTexts(each, { team, line, conversations: ids, texts, next })));
    for (const { name } of putOff.rows) await client.query(`reindex index ${name}`);
    await client.query(
      `insert into search_progress (team_id, event_number, newer)
       select $1, coalesce((select last_number from event_heads where team_id = $1), 0), $2
       on conflict (team_id) do update set event_number = excluded.event_number, newer = excluded.newer`,
      [team, texts],
    );
  } finally {
    for (const each of clients) each.release(true);
  }
  await pool.query('vacuum (analyze, freeze) messages, search_texts, search_people, conversations, people, phones');
  await pool.query('checkpoint');
}

async function meetPeople(client: pg.PoolClient, team: string, people: number): Promise<void> {
  await client.query(
    `create temporary table met as select n, uuidv7() as person_id, uuidv7() as conversation_id,
       'Person ' || n || ' ' || substr(md5(n::text), 1, 6) as name, '+1303' || (2000000 + n) as address
     from generate_series(1, ${people}) n`,
  );
  await client.query(
    `insert into people (team_id, id, name, is_practice, fields, created_at)
     select $1, person_id, name, false, '{}', now() from met`,
    [team],
  );
  await client.query(
    `insert into phones (team_id, address, kind, person_id, position, created_at)
     select $1, address, 'phone_number', person_id, 0, now() from met`,
    [team],
  );
  await client.query(
    `insert into conversations (team_id, id, person_id, created_at)
     select $1, conversation_id, person_id, now() from met`,
    [team],
  );
  await client.query(
    `insert into search_people (team_id, person_id, conversation_id, words)
     select $1, person_id, conversation_id, lower(' ' || name || ' ' || substr(address, 2)) from met`,
    [team],
  );
}

interface Plan {
  team: string;
  line: string;
  conversations: string[];
  texts: number;
  /** The number of the next text that nobody has begun with. */
  next: () => number | null;
}

function counter(texts: number): () => number | null {
  let begun = 0;
  return () => {
    const from = begun;
    begun += atOnce;
    return from < texts ? from : null;
  };
}

async function copyTexts(client: pg.PoolClient, { team, line, conversations, texts, next }: Plan): Promise<void> {
  for (let from = next(); from !== null; from = next()) {
    const numbers = Array.from({ length: Math.min(atOnce, texts - from) }, (_, n) => (from as number) + n);
    const made = numbers.map((number) => {
      const body = bodyOf(number, texts);
      const conversationId = conversations[(number * 7919) % conversations.length] as string;
      const isInbound = number % 3 !== 0;
      const side = isInbound ? ('inbound' as const) : ('outbound' as const);
      const told = {
        conversationId,
        body,
        side,
        authorId: null,
        hasFailed: number % 100 === 0,
        hasPicture: false,
      };
      return { id: idOf(number, texts), conversationId, body, isInbound, ...indexed(team, number, told) };
    });
    const ids = listOf(made.map(({ id }) => id));
    const of = listOf(made.map(({ conversationId }) => conversationId));
    await client.query(
      `insert into messages (team_id, conversation_id, id, line_id, direction, from_address, to_address, body, media,
         segments, status, status_at, created_at)
       select $1, conversation_id, id, $2, case when is_inbound then 'inbound' else 'outbound' end, '+13035550100',
         '+12125550100', body, '[]', 1, case when is_inbound then 'received' else 'delivered' end, now(), now()
       from unnest($3::uuid[], $4::uuid[], $5::text[], $6::boolean[]) as made (id, conversation_id, body, is_inbound)`,
      [team, line, ids, of, listOfTexts(made.map(({ body }) => body)), listOf(made.map(({ isInbound }) => isInbound))],
    );
    await client.query(
      `insert into search_texts (team_id, message_id, conversation_id, block, words)
       select $1, * from unnest($2::uuid[], $3::uuid[], $4::int[], $5::text[]::tsvector[])`,
      [team, ids, of, listOf(made.map(({ block }) => block)), listOfTexts(made.map(({ words }) => words))],
    );
  }
}

function bodyOf(number: number, texts: number): string {
  const words = Array.from({ length: wordsOfText }, () => wordOf(Math.floor(vocabulary ** Math.random())));
  const rare = number - Math.floor(texts / 20);
  if (rare >= 0 && rare < rareWords.length) words.push(rareWords[rare] as string);
  return words.join(' ');
}

/** Ids as they are made: later ones are greater. */
function idOf(number: number, texts: number): string {
  const ms = (Date.now() - (texts - number) * 2000).toString(16).padStart(12, '0');
  const rest = number.toString(16).padStart(12, '0');
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7000-8000-${rest}`;
}
