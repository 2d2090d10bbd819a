import type { Database } from './cluster.ts';
import type { Office } from './hearback.ts';

/** Many people, and texts to them, made by copying one of each: whatever columns a table has, the copy has too. */
export interface Bulk {
  /** Queues texts `<prefix><number>` on the slow lane of the line, one for each person, in one commit. */
  queue(prefix: string, count: number): Promise<void>;
  /** Writes a text that leaves at once, which also wakes the line. Answers when it was asked for, by the office's clock. */
  text(body: string): Promise<void>;
}

/** Meets `people` people, who have last texted nobody. Hearback must be running, on this database. */
export async function openBulk(database: Database, office: Office, lineId: string, people: number): Promise<Bulk> {
  const { pool } = database;
  const person = await office.must('POST', '/api/v1/people', { name: 'Ana', phones: ['+12125550101'] });
  const conversation = person.conversationId as string;
  const url = `/api/v1/conversations/${conversation}/messages`;
  const inAWeek = new Date(Date.now() + 7 * 24 * 3600 * 1000).toISOString();
  const pattern = await office.must('POST', url, { body: 'The pattern of all others', sendAt: inAWeek });

  await pool.query(`create schema bench`);
  await pool.query(
    `create table bench.people as select n, uuidv7() as person_id, uuidv7() as conversation_id
     from generate_series(1, $1::int) n`,
    [people],
  );
  const copy = (table: string, where: string, changes: string) => `
    insert into ${table} select copy.* from ${table} pattern, bench.people each,
      lateral jsonb_populate_record(pattern, jsonb_build_object(${changes})) copy where ${where}`;
  await pool.query(copy('people', 'pattern.id = $1', `'id', each.person_id, 'name', 'Person ' || n`), [person.id]);
  await pool.query(
    copy('phones', 'pattern.person_id = $1', `'person_id', each.person_id, 'address', '+1303' || (2000000 + n)`),
    [person.id],
  );
  await pool.query(
    copy('conversations', 'pattern.id = $1', `'id', each.conversation_id, 'person_id', each.person_id`),
    [conversation],
  );
  await pool.query('analyze people, phones, conversations, messages');

  return {
    async queue(prefix, count) {
      await pool.query(
        `with written as (
           insert into messages select copy.* from messages pattern, bench.people each,
             lateral jsonb_populate_record(pattern, jsonb_build_object(
               'id', uuidv7(), 'conversation_id', each.conversation_id, 'to_address', '+1303' || (2000000 + n),
               'body', $1 || n, 'status', 'queued', 'line_id', $3::uuid)) copy
           where pattern.id = $4 and each.n <= $2 returning messages.id, messages.conversation_id)
         insert into outbox select copy.* from outbox pattern, written,
           lateral jsonb_populate_record(pattern, jsonb_build_object(
             'message_id', written.id, 'conversation_id', written.conversation_id, 'line_id', $3::uuid,
             'lane', 1, 'due_at', now())) copy
         where pattern.message_id = $4`,
        [prefix, count, lineId, pattern.id],
      );
    },
    async text(body) {
      await office.must('POST', url, { body });
    },
  };
}

/** Whether nothing is under way or left to send but the pattern, which leaves in a week. */
export const isDrained = `select (not exists (select from outbox where due_at < now() + interval '1 day')
  and not exists (select from attempts where outcome = 'sending'))::int`;

/** When the last outcome was written down, in milliseconds by the clock of this machine. */
export const lastOutcomeAt = 'select extract(epoch from max(ended_at)) * 1000 from attempts';
