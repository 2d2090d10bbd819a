import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { servingLimits } from '../../src/platform/database.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana', 'Ben'], { limits: servingLimits });
const { office } = world;
const [ana, ben] = (await office.must('GET', '/api/v1/people')).items;

/** Says the word that many times in a conversation, each with an attempt and what it was taken for. */
async function fill(conversationId: string, count: number, word: string): Promise<void> {
  await sql`
    with said as (
      insert into messages (team_id, conversation_id, id, line_id, direction, from_address, to_address, body, media,
        segments, status, status_at, created_at)
      select conversations.team_id, conversations.id, uuidv7(interval '-1 day' + n * interval '1 second'), lines.id, 'inbound', '+1', '+2',
        ${word} || ' ' || n, '[]', 1, 'received', now(), now()
      from conversations join lines on lines.team_id = conversations.team_id, generate_series(1, ${count}) as n
      where conversations.id = ${conversationId} returning *),
    tried as (
      insert into attempts (team_id, id, conversation_id, message_id, line_id, worker_id, outcome, started_at, lane)
      select team_id, gen_random_uuid(), conversation_id, id, line_id, id, 'accepted', now(), 0 from said)
    insert into reply_matches (team_id, id, conversation_id, message_id, outcome, reason, facts, matched_at)
    select team_id, gen_random_uuid(), conversation_id, id, 'chat', 'no_answer', '{}', now() from said`.execute(
    world.app.floor.db,
  );
  // What nobody was told of is found when the index is made again.
  await world.query(sql`delete from search_progress`);
}

test('somebody with ten thousand texts is merged, and found again, in the time that a request may take', async () => {
  await fill(ben.conversationId, 10_000, 'heron');
  await fill(ana.conversationId, 10, 'otter');
  const hasTexts = (name: string) =>
    until(
      `texts from ${name}`,
      async () => (await office.must('GET', `/api/v1/search?q=heron%20from:${name}&limit=5`)).items.length === 5,
    );
  await hasTexts('Ben');
  const { id } = await office.must('POST', `/api/v1/people/${ana.id}/merges`, { otherId: ben.id });
  const textsOf = async (place: string) =>
    (await world.query(sql`select count(*)::int as count from messages where conversation_id = ${place}`))[0].count;
  assert.equal(await textsOf(ana.conversationId), 10_010);
  await hasTexts('Ana');
  await office.must('DELETE', `/api/v1/merges/${id}`);
  assert.deepEqual([await textsOf(ana.conversationId), await textsOf(ben.conversationId)], [10, 10_000]);
  await hasTexts('Ben');
});
