import { type RawBuilder, sql } from 'kysely';
import type { TeamScope } from '../floor.ts';
import { providerOf } from '../lines/lines.ts';
import { isFailure } from '../message-status.ts';
import { describeTrouble, isUnderWay, type Message, ownReasons } from '../messages/messages.ts';
import type { LeftReason } from './left-reason.ts';

export const places = ['waiting', 'queued', 'sending', 'unknown', 'sent', 'delivered', 'failed', 'canceled'] as const;
/** Where somebody who is not left out can be. */
export type Place = (typeof places)[number];

/** Why a row's person gets nothing; whoever opted out when their text was about to leave is one of those. */
export const reasonOf: RawBuilder<LeftReason | null> = sql<LeftReason | null>`
  coalesce(recipients.left_because, case when messages.status = 'canceled' then case messages.error_message
    when ${sql.lit(ownReasons.optedOut)} then 'opted_out' when ${sql.lit(ownReasons.blocked)} then 'blocked_country' end end)`;

/**
 * A row's place, of a broadcast's recipients with their texts (`messages`). Nobody waits for a broadcast that was canceled.
 */
export const placeIn = (scope: TeamScope, broadcastId: string): RawBuilder<string> => sql<string>`
  case when ${reasonOf} is not null then 'left'
    when recipients.message_id is null then case when (select canceled_at from broadcasts
      where team_id = ${scope.teamId}::uuid and id = ${broadcastId}::uuid) is null then 'waiting' else 'canceled' end
    when ${isUnderWay('messages')} then 'sending'
    when messages.status in ('scheduled', 'queued') then 'queued'
    when messages.status in ('accepted', 'sent') then 'sent'
    when messages.status = 'undelivered' then 'failed'
    else messages.status end`;

/** The recipients of a broadcast, each with their text, which is looked up by its key however many there are. */
export const recipientsOf = (scope: TeamScope, broadcastId: string) => sql`
  (select * from broadcast_recipients
    where team_id = ${scope.teamId}::uuid and broadcast_id = ${broadcastId}::uuid) as recipients
  left join lateral (
    select team_id, conversation_id, id, line_id, to_address, status, status_at, error_code, error_message from messages
    where messages.team_id = recipients.team_id and messages.id = recipients.message_id offset 0) as messages on true`;

/** Why a text has failed: whether it helps to send it again is said by its provider. */
export interface Failed {
  status: 'failed' | 'undelivered';
  error_code: string | null;
  error_message: string | null;
  provider: string;
}

/** That of a row, where it may still be sent again: null for what has not failed, and for what somebody has sent again by hand. */
export const failedOf: RawBuilder<Failed | null> = sql<Failed | null>`
  case when recipients.left_because is null and ${sql.raw(isFailure('messages.status'))}
    and not exists (select from messages as again where again.team_id = messages.team_id and again.retry_of = messages.id
      and again.status <> 'canceled')
  then jsonb_build_object('status', messages.status, 'error_code', messages.error_code,
    'error_message', case when messages.error_code is null then messages.error_message end,
    'provider', (select provider from lines where lines.team_id = messages.team_id and lines.id = messages.line_id)) end`;

export const troubleOf = (scope: TeamScope, failed: Failed) =>
  describeTrouble(failed.status, failed, providerOf(scope, failed.provider)) as NonNullable<Message['error']>;
