import { $now, $team, each } from '../../platform/statement.ts';

/** A condition in a larger statement: that a text in a row's conversation can be no answer to a question. */
export const nothingIsAsked = (row: string) => `
    not exists ${each(`select from asks where asks.team_id = ${$team}
      and asks.conversation_id = ${row}.conversation_id and asks.listens_until > ${$now}`)}`;
