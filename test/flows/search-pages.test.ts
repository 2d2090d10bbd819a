import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type RawBuilder, sql } from 'kysely';
import { timeOf } from '../../src/platform/ids.ts';
import type { Json } from '../support/browser.ts';
import { manyTexts, type Said, someWord } from '../support/many-texts.ts';
import { openRandom } from '../support/random.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const texts = 5000;
const questions = 60;
/** So many pages of what many fit. */
const mostPages = 5;

const world = await openOfficeHours([]);
const { office, query } = world;
const random = openRandom(7);
const said = await manyTexts(world, texts, random);
await query(sql`analyze conversations`);
// More conversations wait than are asked for by name, and half of them are read up to some text.
await query(
  sql`update conversations set last_message_id = ${said[0]!.id}, waiting_since = case when id::text > '2' then now() end`,
);
const readTo = said[1000]!.id;
await query(sql`insert into read_marks (team_id, conversation_id, member_id, message_id, read_at)
  select members.team_id, conversations.id, members.id, ${readTo}, now() from members, conversations
  where conversations.id::text > '8'`);

type Fits = (text: Said) => boolean;
type Part = [q: string, fits: Fits];

const hasRow = (row: string[]): Part => [
  `"${row.join(' ')}"`,
  ({ words }) => words.some((_, at) => row.every((word, n) => words[at + n] === word)),
];
const begins = (beginning: string): Part => [
  beginning,
  ({ words }) => words.some((word) => word.startsWith(beginning)),
];
const isOf = (side: 'from' | 'to', name: string): Part => [
  `${side}:"${name}"`,
  (text) =>
    text.isInbound === (side === 'from') && name.split(' ').every((part) => text.name.toLowerCase().includes(part)),
];

function dated(side: 'before' | 'after' | 'on'): Part {
  const dayOf = ({ id }: { id: string }) => timeOf(id).toISOString().slice(0, 10);
  const day = dayOf(random.pick(said));
  const fits = { before: (of: string) => of < day, after: (of: string) => of > day, on: (of: string) => of === day };
  return [`${side}:${day}`, (text) => fits[side](dayOf(text))];
}

const parts: (() => Part)[] = [
  () => hasRow([someWord(random)]),
  () => hasRow([someWord(random), someWord(random)]),
  () => hasRow(random.pick(said).words.slice(0, 3)),
  () => hasRow(['rare']),
  ...(['from', 'to'] as const).map(
    (side) => () => isOf(side, random.pick(['zed', 'zed 005', 'person 0142', 'person 03'])),
  ),
  () => ['to:me', ({ isInbound }) => isInbound],
  () => ['is:failed', ({ hasFailed }) => hasFailed],
  () => ['is:waiting', ({ isInbound, conversationId }) => isInbound && conversationId > '2'],
  () => ['is:unread', ({ isInbound, conversationId, id }) => isInbound && (conversationId < '8' || id > readTo)],
  ...(['before', 'after', 'on'] as const).map((side) => () => dated(side)),
];

function question(): Part {
  const asked = Array.from({ length: random.pick([0, 1, 1, 2, 2, 3]) }, () => random.pick(parts)());
  if (asked.length === 0 || random.chance(0.5))
    asked.push(begins(random.pick(['w', 'wo', 'wo1', 'wo1a', 'rar', someWord(random)])));
  return [asked.map(([q]) => q).join(' '), (text) => asked.every(([, fits]) => fits(text))];
}

/** The ids on all pages, and whether these were all. */
async function pagesOf(q: string, limit: number): Promise<{ found: string[]; isAll: boolean }> {
  const found: string[] = [];
  for (let after: string | null = ''; after !== null; ) {
    if (found.length > mostPages * limit) return { found, isAll: false };
    const asked = new URLSearchParams({ q, limit: String(limit), timeZone: 'UTC', ...(after && { after }) });
    const { items, next }: Json = await office.must('GET', `/api/v1/search?${asked}`);
    assert.ok(items.length <= limit);
    found.push(...items.map(({ message }: Json) => message.id));
    after = next;
  }
  return { found, isAll: true };
}

test('whatever is asked for, each text that fits is on one page, in order, and no other', async () => {
  for (let n = 0; n < questions; n++) {
    const [[q, fits], limit] = [question(), random.whole(1, 50)];
    const { found, isAll } = await pagesOf(q, limit);
    const wanted = said.filter(fits).map(({ id }) => id);
    assert.deepEqual(found, isAll ? wanted : wanted.slice(0, found.length), `${q} by ${limit}`);
  }
});

/** What is counted of a search once its connections have told of it, which each does when it is asked to. */
async function counted(questions: string[], read: RawBuilder<unknown>): Promise<number> {
  const told = async (): Promise<{ looks: number; read: number }> => {
    await Promise.all(Array.from({ length: 10 }, () => query(sql`select pg_stat_force_next_flush(), pg_sleep(0.02)`)));
    const [row] = await query(sql`select (idx_scan + seq_scan)::int as looks, (${read})::int as read
      from pg_stat_user_tables where relname = 'search_texts'`);
    return row;
  };
  const before = await told();
  for (const q of questions) await pagesOf(q, 30);
  const after = await until('what was read to be told', async () => {
    const now = await told();
    return now.looks >= before.looks + questions.length && now;
  });
  return after.read - before.read;
}

test('the table is not read whole for a hundred people of one name', async () => {
  const asked = ['from:zed', 'from:zed "rare"', 'from:zed "wo1"', 'from:zed rar', 'to:zed wo1'];
  assert.equal(await counted(asked, sql`seq_tup_read`), 0, 'rows read one after the other');
});

test('those who wait are not all read for each text, also when the statistics are of a day without any', async () => {
  const ofWaiting = sql`select idx_tup_read from pg_stat_user_indexes where indexrelname = 'conversations_waiting'`;
  const read = await counted(['is:waiting'], ofWaiting);
  // A page asks once who they are.
  assert.ok(read <= (mostPages + 1) * said.length, `${read} were read`);
});
