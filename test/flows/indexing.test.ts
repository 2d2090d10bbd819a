import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Json } from '../support/browser.ts';
import { holding } from '../support/held.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana', 'Ben', 'Chidi']);
const { app, office, phone, query } = world;

const texts = 400;

/** Waits until the index has followed everything that has happened. */
const indexed = () =>
  until('the index to follow', async () => {
    const [row] = await query(sql`select bool_and(event_number = last_number and filled_to is null) as is_done
      from event_heads join search_progress using (team_id)`);
    return row.is_done === true;
  });
const found = async (q: string): Promise<string[]> =>
  (await office.must('GET', `/api/v1/search?${new URLSearchParams({ q })}`)).items.map(
    ({ message, conversation }: Json) => `${conversation.person.name}: ${message.body}`,
  );

test('a text whose words are the same is left as it is in the index', async () => {
  // What is there before the first step is read as what was there and as what has happened since.
  await indexed();
  const sendAt = new Date(Date.now() + 3_600_000).toISOString();
  const url = `/api/v1/conversations/${office.conversationWith('Ana')}/messages`;
  const { id } = await office.must('POST', url, { body: 'Bring the trampoline', sendAt });
  const inIndex = async () => {
    await indexed();
    const rows = await query(sql`select xmin::text, xmax::text from search_texts where message_id = ${id}`);
    return JSON.stringify(rows);
  };
  const asWritten = await inIndex();
  assert.match(asWritten, /"xmax":"0"/);
  await office.must('PATCH', `/api/v1/messages/${id}`, { sendAt: new Date(Date.now() + 7_200_000).toISOString() });
  assert.equal(await inIndex(), asWritten, 'another time');
  await office.must('PATCH', `/api/v1/messages/${id}`, { body: 'Bring the umbrella' });
  const asChanged = await inIndex();
  assert.notEqual(asChanged, asWritten, 'other words');
  await office.must('DELETE', `/api/v1/messages/${id}`);
  assert.equal(await inIndex(), asChanged, 'taken back');
  assert.deepEqual([await found('trampoline'), await found('umbrella')], [[], ['Ana: Bring the umbrella']]);
});

test('a change is looked up by its key among many, also when the statistics are of an empty table', async (t) => {
  const told = async (): Promise<{ read: number; looks: number; written: number }> => {
    const [row] = await query(sql`select (idx_tup_fetch + seq_tup_read)::int as read,
      (idx_scan + seq_scan)::int as looks, n_tup_ins::int as written from pg_stat_user_tables where relname = 'search_texts'`);
    return row;
  };
  await query(sql`truncate search_texts, search_people, search_progress`);
  await query(sql`analyze search_texts`);
  const { written: start } = await told();
  for (let n = 0; n < texts; n += 20)
    await Promise.all(Array.from({ length: 20 }, (_, k) => phone('Ana').texts(`Text ${n + k}`)));
  const sendAt = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  const url = `/api/v1/conversations/${office.conversationWith('Ana')}/messages`;
  const { id } = await office.must('POST', url, { body: 'Until then', sendAt: sendAt(1) });
  await indexed();
  // Whoever has something to do tells what was read a second ago; whoever rests, after ten.
  const before = await until('what was written to be told', async () => {
    const now = await told();
    return now.written >= start + texts && now;
  });
  const changes = 10;
  for (let n = 0; n < changes; n++) {
    await office.must('PATCH', `/api/v1/messages/${id}`, { sendAt: sendAt(n + 2) });
    await indexed();
  }
  const { read, looks } = await until('what was read to be told', async () => {
    const now = await told();
    return now.looks >= before.looks + changes && { read: now.read - before.read, looks: now.looks - before.looks };
  });
  t.diagnostic(`${read} rows read in ${looks} looks for ${changes} changes`);
  // Looks of those who rested are told among them, so it is counted what each has read: one row, or all.
  assert.ok(read / looks < texts / 4, `${read} rows were read in ${looks} looks for ${changes} changes`);
});

test('a text that is read for the index in the moment of a merge is found with the one who was kept', async () => {
  const { items: people } = await office.must('GET', '/api/v1/people');
  const idOf = (name: string) => people.find((one: Json) => one.name === name).id;
  const { db } = app.floor;
  const [isHeld, isToGo] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const following = holding(db, sql`select from search_progress for update`, () => {
    isHeld.resolve();
    return isToGo.promise;
  });
  await isHeld.promise;
  await phone('Ben').texts('The parrot is in the office');
  const isIt = ({ body }: { body: string }) => body.includes('parrot');
  const text = await until('the text', async () => (await office.messages('Ben')).find(isIt));
  // Whoever has read it for the index waits for its place there.
  const place = sql`insert into search_texts (team_id, message_id, conversation_id, block, words)
    select team_id, id, conversation_id, 0, '' from messages where id = ${text.id}`;
  await holding(db, place, async (queue) => {
    isToGo.resolve();
    await following;
    await phone('Chidi').texts('Hello');
    await queue(1);
    await office.must('POST', `/api/v1/people/${idOf('Ana')}/merges`, { otherId: idOf('Ben'), take: {} });
  });
  await indexed();
  assert.deepEqual(await found('parrot from:ana'), ['Ana: The parrot is in the office']);
});

test('an old text that changes while the index is made anew does not become the newest', async () => {
  const sendAt = new Date(Date.now() + 3_600_000).toISOString();
  const url = `/api/v1/conversations/${office.conversationWith('Ana')}/messages`;
  const { id } = await office.must('POST', url, { body: 'Bring a rope', sendAt });
  await phone('Chidi').texts('Which anchor do you mean');
  await indexed();
  const anew = sql`with gone as (delete from search_texts)
    update search_progress set filled_to = 'ffffffff-ffff-ffff-ffff-ffffffffffff'`;
  await holding(app.floor.db, anew, () => office.must('PATCH', `/api/v1/messages/${id}`, { body: 'Bring the anchor' }));
  await phone('Chidi').texts('Hello again');
  await indexed();
  assert.deepEqual(await found('anchor'), ['Chidi: Which anchor do you mean', 'Ana: Bring the anchor']);
});
