import { sql } from 'kysely';
import { indexed } from '../../src/domain/search/search.ts';
import type { Random } from './random.ts';
import type { openOfficeHours } from './world.ts';

export interface Said {
  id: string;
  block: number;
  conversationId: string;
  name: string;
  words: string[];
  isInbound: boolean;
  hasFailed: boolean;
}

const people = 700;
const namesakes = 110;
const days = 90;
/** More than the index has of one block, so that those far apart stand as if there were a million. */
const places = 1_200_000;

/** The n-th word is about an n-th as common as the first. */
export const someWord = (random: Random) => `wo${Math.floor(2000 ** random.between(0, 1)).toString(36)}`;

/**
 * Gives the office 700 people, a hundred and ten of them called "Zed", and texts that are in the index, of the last ninety
 * days: the newer half close together, the older far apart. Answers with them, newest first.
 */
export async function manyTexts(
  { query }: Awaited<ReturnType<typeof openOfficeHours>>,
  total: number,
  random: Random,
): Promise<Said[]> {
  const [{ id: teamId }] = await query(sql`select id from teams`);
  const talks = await meet(query, teamId);
  const startMs = Date.now() - days * 86_400_000;
  let place = -places;
  const said = Array.from({ length: total }, (_, n): Said => {
    place += n < total / 2 ? random.whole(1, (2 * places) / total) : 1;
    return {
      id: idOf(startMs + Math.floor(((n + 1) * days * 86_400_000) / (total + 1)), n),
      block: Math.floor(place / 1024),
      ...random.pick(random.chance(0.3) ? talks.slice(0, namesakes) : talks),
      words: Array.from({ length: random.whole(1, 10) }, () => someWord(random)),
      isInbound: random.chance(0.6),
      hasFailed: random.chance(0.03),
    };
  });
  said[7]?.words.push('rare');
  // Texts of the same moment are told to the index in any order.
  for (const [n, text] of said.entries()) {
    const other = said[n - 2];
    if (n % 7 === 3 && other) [text.id, other.id] = [other.id, text.id];
  }
  const rows = JSON.stringify(
    said.map((text) => {
      const [body, side] = [text.words.join(' '), text.isInbound ? ('inbound' as const) : ('outbound' as const)];
      return {
        ...text,
        body,
        side,
        ...indexed(teamId, text.block * 1024, { ...text, body, side, authorId: null, hasPicture: false }),
      };
    }),
  );
  await query(sql`insert into messages (team_id, conversation_id, id, line_id, direction, from_address, to_address, body,
      media, segments, status, status_at, created_at)
    select ${teamId}, "conversationId", text.id, lines.id, side, '+13035550100', '+12125550100', body, '[]', 1,
      case side when 'inbound' then 'received' else 'delivered' end, now(), now()
    from json_to_recordset(${rows}) as text (id uuid, "conversationId" uuid, side text, body text), lines`);
  await query(sql`insert into search_texts (team_id, message_id, conversation_id, block, words)
    select ${teamId}, id, "conversationId", block, words::tsvector
    from json_to_recordset(${rows}) as text (id uuid, "conversationId" uuid, block int, words text)`);
  await query(sql`update search_progress set older = ${places}, newer = ${Math.max(place + 1, 0)}`);
  await query(sql`vacuum analyze search_texts`);
  return said.sort((one, other) => other.block - one.block || (one.id < other.id ? 1 : -1));
}

async function meet(query: Awaited<ReturnType<typeof openOfficeHours>>['query'], teamId: string) {
  const names = Array.from(
    { length: people },
    (_, n) => `${n < namesakes ? 'Zed' : 'Person'} ${String(n).padStart(4, '0')}`,
  );
  const named = sql`unnest(${names}::text[]) with ordinality as named (name, n)`;
  await query(sql`insert into people (team_id, id, name, is_practice, fields, created_at)
    select ${teamId}, md5('person ' || n)::uuid, name, true, '{}', now() from ${named}`);
  await query(sql`insert into search_people (team_id, person_id, conversation_id, words)
    select ${teamId}, md5('person ' || n)::uuid, md5('talk ' || n)::uuid, ' ' || lower(name) from ${named}`);
  return (await query(sql`
    with made as (
      insert into conversations (team_id, id, person_id, created_at)
      select ${teamId}, md5('talk ' || n)::uuid, md5('person ' || n)::uuid, now() from ${named} returning id)
    select id as "conversationId", name from made join (select md5('talk ' || n)::uuid as id, name from ${named}) as one using (id)
    order by name desc`)) as { conversationId: string; name: string }[];
}

/** Ids as they are made: later ones are greater. */
function idOf(ms: number, n: number): string {
  const time = ms.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${n.toString(16).padStart(12, '0')}`;
}
