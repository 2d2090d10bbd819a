import { sql } from 'kysely';
import type { TeamScope } from '../floor.ts';
import { list, providerOf } from '../lines/lines.ts';
import { describeTrouble, isUnderWay, type Message } from '../messages/messages.ts';
import { find } from './broadcast.ts';
import type { LeftReason } from './left-reason.ts';
import { placeOf, reasonOf, recipientsWithTexts } from './progress.ts';

/** What has become of a broadcast for one person. */
export interface Recipient {
  person: { id: string; name: string };
  conversationId: string;
  to: string | null;
  state: 'waiting' | 'queued' | 'sending' | 'unknown' | 'sent' | 'delivered' | 'failed' | 'canceled' | 'left';
  leftBecause: LeftReason | null;
  dueAt: Date;
  messageId: string | null;
  status: Message['status'] | null;
  statusAt: Date | null;
  error: NonNullable<Message['error']> | null;
  reply: { messageId: string; body: string; at: Date } | null;
}

type Row = Omit<Recipient, 'error' | 'reply'> & {
  lineId: string | null;
  errorCode: string | null;
  errorMessage: string | null;
  replyId: string | null;
  replyBody: string | null;
  replyAt: Date | null;
};

/**
 * The people of a broadcast after one of them, by their ids: all, those in one state, or those who have replied.
 * @throws AppError `not_found`.
 */
export async function listRecipients(
  scope: TeamScope,
  broadcastId: string,
  { state, after, limit }: { state: Recipient['state'] | 'replied' | null; after: string | null; limit: number },
): Promise<Recipient[]> {
  await find(scope, broadcastId);
  const isMeant =
    state === null ? sql`true` : state === 'replied' ? sql`reply.id is not null` : sql`${placeOf} = ${state}`;
  const { rows } = await sql<Row>`
    select json_build_object('id', people.id, 'name', people.name) as person, conversations.id as "conversationId",
      coalesce(messages.to_address, address, (select phones.address from phones where phones.team_id = people.team_id
        and phones.person_id = people.id order by position limit 1)) as to,
      ${placeOf} as state, ${reasonOf} as "leftBecause", recipients.due_at as "dueAt", messages.id as "messageId",
      case when ${isUnderWay('messages')} then 'sending' else messages.status end as status, messages.status_at as "statusAt", messages.line_id as "lineId", messages.error_code as "errorCode",
      messages.error_message as "errorMessage", reply.id as "replyId", reply.body as "replyBody",
      reply.created_at as "replyAt"
    from ${recipientsWithTexts}
    join people on people.team_id = recipients.team_id and people.id = recipients.person_id
    join conversations on conversations.team_id = people.team_id and conversations.person_id = people.id
    left join broadcast_replies on broadcast_replies.team_id = recipients.team_id
      and broadcast_replies.broadcast_id = recipients.broadcast_id and broadcast_replies.person_id = recipients.person_id
    left join messages as reply on reply.team_id = broadcast_replies.team_id and reply.id = broadcast_replies.message_id
    where recipients.team_id = ${scope.teamId}::uuid and recipients.broadcast_id = ${broadcastId}::uuid
      and (${after}::uuid is null or recipients.person_id > ${after}::uuid) and ${isMeant}
    order by recipients.person_id limit ${limit}`.execute(scope.db);
  const lines = new Map((await list(scope)).map((line) => [line.id, line]));
  return rows.map(({ lineId, errorCode, errorMessage, replyId, replyBody, replyAt, ...row }) => {
    const line = lines.get(lineId ?? '');
    const trouble = { error_code: errorCode, error_message: errorMessage };
    return {
      ...row,
      error: (row.status && line && describeTrouble(row.status, trouble, providerOf(scope, line.provider))) || null,
      reply: replyId && replyAt ? { messageId: replyId, body: replyBody ?? '', at: replyAt } : null,
    };
  });
}
