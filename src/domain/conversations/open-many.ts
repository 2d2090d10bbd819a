import { $now, $team } from '../../platform/statement.ts';

/** A part of a larger statement: opens a conversation for each row of `newcomers` (person_id, conversation_id). */
export const openMany = `
    conversations_made as (
      insert into conversations (team_id, id, person_id, created_at)
      select ${$team}, conversation_id, person_id, ${$now} from newcomers
    )`;
