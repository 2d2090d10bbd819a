import { sql } from 'kysely';
import type { Database } from '../../platform/database.ts';
import { pauseAll } from '../lines/lines.ts';

/**
 * Holds everything that waited when a backup was made, in the transaction that restores it: nobody here can know what has
 * left since. Each such text is left as a dead worker would leave it, so the next start doubts it, asks the provider, and
 * then a person. What is scheduled for later stays so, on lines that are paused. Answers how many texts are held.
 */
export async function holdRestored(db: Database): Promise<number> {
  await sql`
    with waiting as (
      select messages.*, lane, due_at from messages left join outbox on outbox.team_id = messages.team_id
        and outbox.line_id = messages.line_id and outbox.message_id = messages.id
      where direction = 'outbound' and (status = 'queued' or (status = 'scheduled' and due_at <= now()))
        and not exists (select from attempts where attempts.team_id = messages.team_id and outcome = 'sending'
          and attempts.conversation_id = messages.conversation_id and attempts.message_id = messages.id))
    insert into attempts (team_id, id, conversation_id, message_id, line_id, worker_id, lane, outcome, started_at)
    select team_id, gen_random_uuid(), conversation_id, id, line_id, ${nobody}::uuid, coalesce(lane, 0), 'sending',
      case when status = 'scheduled' then due_at else created_at end
    from waiting`.execute(db);
  // A doubt that somebody ended since by sending again is a doubt once more.
  await sql`
    update attempts set outcome = 'sending', ended_at = null from messages
    where outcome = 'unknown' and messages.status = 'unknown' and messages.team_id = attempts.team_id
      and messages.conversation_id = attempts.conversation_id and messages.id = attempts.message_id`.execute(db);
  const { numAffectedRows } = await sql`
    update messages set status = 'sending', status_at = now(), error_code = null from attempts
    where attempts.outcome = 'sending' and messages.team_id = attempts.team_id
      and messages.conversation_id = attempts.conversation_id and messages.id = attempts.message_id`.execute(db);
  await sql`
    delete from outbox using attempts
    where attempts.outcome = 'sending' and attempts.team_id = outbox.team_id
      and attempts.conversation_id = outbox.conversation_id and attempts.message_id = outbox.message_id`.execute(db);
  await pauseAll(db, 'Restored from a backup: look at what was waiting, then resume.');
  return Number(numAffectedRows ?? 0);
}

const nobody = '00000000-0000-0000-0000-000000000000';
