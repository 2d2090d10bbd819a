import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { resolveUnknown } from '../../src/domain/messages/messages.ts';
import { listTeams } from '../../src/domain/teams/teams.ts';
import { newId } from '../../src/platform/ids.ts';
import type { Json } from '../support/browser.ts';
import { openOfficeHours } from '../support/world.ts';

// Nobody works but this file.
const world = await openOfficeHours([], { config: { role: 'web' } });
const { office, query } = world;
const [team] = await listTeams(world.app.floor);
assert.ok(team);

test('a text that an older version has lost and left as it was is doubted; one that waits again is not', async () => {
  const phones = ['+12125550101'];
  const { conversationId } = await office.must('POST', '/api/v1/people', { name: 'Ana', phones });
  const write = async (body: string) =>
    (await office.must('POST', `/api/v1/conversations/${conversationId}/messages`, { body })).id as string;
  const [lost, again] = [await write('Lost'), await write('Again')];
  const fail = async (messageId: string) => {
    const id = newId();
    await query(sql`
      insert into attempts (team_id, id, conversation_id, message_id, line_id, worker_id, lane, outcome, started_at, ended_at)
      select team_id, ${id}, conversation_id, id, line_id, ${id}, 0, 'unknown', now(), now() from messages
      where id = ${messageId}`);
    return id;
  };
  await query(sql`delete from outbox where message_id = ${lost}`);
  for (const messageId of [lost, again]) await resolveUnknown(team, await fail(messageId), 0);
  const { items } = await office.must('GET', `/api/v1/conversations/${conversationId}/messages`);
  assert.deepEqual(
    items.map(({ body, status }: Json) => [body, status]),
    [
      ['Lost', 'unknown'],
      ['Again', 'queued'],
    ],
  );
  // It is looked for, as any other.
  const looks = await query(sql`select key from graphile_worker.jobs where task_identifier = 'resolve-unknown'`);
  assert.equal(looks.length, 1);
});
