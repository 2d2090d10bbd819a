import { sql } from 'kysely';
import type { TeamTransaction } from '../floor.ts';

/** Somebody who was asked and has said nothing since. */
export interface Silent {
  id: string;
  conversation_id: string;
  step: number;
  nudged: number;
  closes_at: Date;
  time_zone: string | null;
  /** All that we have written to them for this ask is on its way. */
  has_left: boolean;
}

/** Those of some asks who are silent, in conversations that are locked. */
export async function lockSilent(tx: TeamTransaction, ids: string[], where = sql`true`): Promise<Silent[]> {
  const { rows } = await sql<Silent>`
    select asks.id, asks.conversation_id, step, nudged, closes_at, people.time_zone,
      not exists (select from ask_texts join messages on messages.team_id = ask_texts.team_id
        and messages.conversation_id = ask_texts.conversation_id and messages.id = ask_texts.message_id
        where ask_texts.team_id = asks.team_id and ask_texts.ask_id = asks.id
          and messages.status in ('scheduled', 'queued', 'sending')) as has_left
    from asks join people on people.team_id = asks.team_id and people.id = asks.person_id
    where asks.team_id = ${tx.teamId}::uuid and asks.id = any (${ids}::uuid[]) and state = 'asked'
      and closes_at > ${tx.clock.now()} and ${where}
      and not exists (select from messages where messages.team_id = asks.team_id
        and messages.conversation_id = asks.conversation_id and direction = 'inbound'
        and messages.id > (select max(message_id::text)::uuid from ask_texts
          where ask_texts.team_id = asks.team_id and ask_texts.ask_id = asks.id))
    order by asks.id for no key update of asks`.execute(tx.db);
  return rows;
}
