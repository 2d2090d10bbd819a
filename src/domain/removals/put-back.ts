import { sql } from 'kysely';
import { announce, type TeamTransaction } from '../floor.ts';
import { takeReportsOfBack } from '../messages/messages.ts';
import { callAsNow, sayAgain } from '../people/people.ts';
import { reopenRounds } from '../questions/questions.ts';
import { tellAgain } from '../teams/teams.ts';
import { became, type Locked, next } from './stored-removal.ts';
import { putRowsBack } from './whole.ts';

/** So many come back with somebody (`gone`). */
const texts = sql`jsonb_array_length(gone.rows -> 'messages')`;

/**
 * Brings the next people back as they were, except those whose number somebody has by now; when all are, what came of their
 * texts meanwhile.
 */
export async function putBack(tx: TeamTransaction, { id, fieldIds }: Locked): Promise<boolean> {
  const ids = await next(tx, id, 'removed', texts);
  if (ids.length === 0) {
    // Whose turn to go had not come yet stays.
    await sql`update removed_people set became = 'back'
      where team_id = ${tx.teamId}::uuid and removal_id = ${id}::uuid and became = 'waiting'`.execute(tx.db);
    return takeReportsOfBack(tx);
  }
  const taken = await whoseNumberIsTaken(tx, id, ids);
  const back = ids.filter((one) => !taken.includes(one));
  await became(tx, id, taken, 'taken');
  if (back.length === 0) return true;
  await putRowsBack(tx, id, back);
  await callAsNow(tx, back, fieldIds);
  await reopenRounds(tx, back);
  const theirs = sql`team_id = ${tx.teamId}::uuid and removal_id = ${id}::uuid and person_id = any (${back}::uuid[])`;
  await tellAgain(
    tx,
    sql`select told.* from removed_people, jsonb_to_recordset(rows -> 'acts') as told (id uuid, before jsonb, after jsonb)
      where ${theirs}`,
  );
  await sayAgain(
    tx,
    sql`select told.* from removed_people, jsonb_to_recordset(rows -> 'said')
        as told (kept_in text, id uuid, words text, wording text, evidence text)
      where ${theirs}`,
  );
  const { rows: talks } = await sql<{ id: string }>`
    select conversation_id as id from removed_people where ${theirs}`.execute(tx.db);
  for (const { id: conversationId } of talks) {
    announce(tx, { kind: 'person.changed', conversationId });
    announce(tx, { kind: 'conversation.changed', conversationId });
  }
  await became(tx, id, back, 'back');
  return true;
}

async function whoseNumberIsTaken(tx: TeamTransaction, id: string, ids: string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select person_id as id from removed_people as gone
    where team_id = ${tx.teamId}::uuid and removal_id = ${id}::uuid and person_id = any (${ids}::uuid[])
      and exists (select from jsonb_array_elements(gone.rows -> 'phones') as phone
        join phones on phones.team_id = gone.team_id and phones.address = phone ->> 'address')`.execute(tx.db);
  return rows.map((row) => row.id);
}
