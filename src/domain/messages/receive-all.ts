import { type RawBuilder, sql } from 'kysely';

/**
 * A part of a larger statement: stores the texts in `ready` as `receive` does one, in the order of their ids, but for
 * those that were here before. Answers those that are new.
 */
export function receiveAll(teamId: string, now: Date): RawBuilder<unknown> {
  return sql`
    insert into messages (team_id, conversation_id, id, line_id, direction, from_address, to_address, body, media, segments,
      status, status_at, provider_id, created_at)
    select ${teamId}::uuid, conversation_id, message_id, line_id, 'inbound', address, to_address, body, media::jsonb,
      segments, 'received', ${now}::timestamptz, provider_id, ${now}::timestamptz
    from ready order by message_id
    on conflict (team_id, line_id, provider_id) where provider_id is not null do nothing
    returning conversation_id, id as message_id, line_id`;
}
