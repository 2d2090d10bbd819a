import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Json } from '../support/browser.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana']);
const { office, query } = world;

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
