import { sql } from 'kysely';

/** A broadcast, as the thread of one of its people names it. */
export interface OfBroadcast {
  id: string;
  name: string;
}

/** Of which broadcast a row of messages is a text; null for most. */
export const broadcastOfMessage = sql<OfBroadcast | null>`(
  select json_build_object('id', broadcasts.id, 'name', broadcasts.name) from broadcast_recipients as recipients
  join broadcasts on broadcasts.team_id = recipients.team_id and broadcasts.id = recipients.broadcast_id
  where messages.direction = 'outbound' and recipients.team_id = messages.team_id
    and recipients.message_id = messages.id limit 1)`;

/** To which broadcast a row of messages is the reply; null for most. What was moved to a question since is none. */
export const answeredBroadcast = sql<OfBroadcast | null>`(
  select json_build_object('id', broadcasts.id, 'name', broadcasts.name) from broadcast_replies as replies
  join broadcasts on broadcasts.team_id = replies.team_id and broadcasts.id = replies.broadcast_id
  where messages.direction = 'inbound' and replies.team_id = messages.team_id and replies.message_id = messages.id limit 1)`;
