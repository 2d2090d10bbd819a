import { sql } from 'kysely';
import type { TeamScope } from '../floor.ts';
import { list, providerOf } from '../lines/lines.ts';
import { describeTrouble, isUnderWay, type Message } from '../messages/messages.ts';
import { findUncounted } from './broadcast.ts';
import type { LeftReason } from './left-reason.ts';
import { placeIn, reasonOf, recipientsOf } from './places.ts';

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
  await findUncounted(scope, broadcastId);
  const place = placeIn(scope, broadcastId);
  const replies = sql`select * from broadcast_replies
    where team_id = ${scope.teamId}::uuid and broadcast_id = ${broadcastId}::uuid`;
  const isMeant = {
    all: sql`true`,
    replied: sql`recipients.person_id in (select person_id from (${replies}) as replies)`,
    one: sql`${place} = ${state}`,
  }[state === null ? 'all' : state === 'replied' ? 'replied' : 'one'];
  // First who they are, then what is said of them: of a state that hardly anybody is in, all are looked through.
  const { rows } = await sql<Row>`
    select json_build_object('id', people.id, 'name', people.name) as person, conversations.id as "conversationId",
      coalesce(listed.to_address, address, (select phones.address from phones where phones.team_id = people.team_id
        and phones.person_id = people.id order by position limit 1)) as to,
      listed.state, listed."leftBecause", listed.due_at as "dueAt", listed.message_id as "messageId", listed.status,
      listed.status_at as "statusAt", listed.line_id as "lineId", listed.error_code as "errorCode",
      listed.error_message as "errorMessage", reply.id as "replyId", reply.body as "replyBody", reply.created_at as "replyAt"
    from (
      select recipients.team_id, person_id, address, due_at, message_id, ${place} as state, ${reasonOf} as "leftBecause",
        messages.to_address,
        case when ${isUnderWay('messages')} then 'sending' else messages.status end as status, messages.status_at, messages.line_id, messages.error_code, messages.error_message
      from ${recipientsOf(scope, broadcastId)}
      where (${after}::uuid is null or recipients.person_id > ${after}::uuid) and ${isMeant}
      order by recipients.person_id limit ${limit}) as listed
    join people on people.team_id = listed.team_id and people.id = listed.person_id
    join conversations on conversations.team_id = people.team_id and conversations.person_id = people.id
    left join (${replies}) as replies on replies.person_id = listed.person_id
    left join messages as reply on reply.team_id = replies.team_id and reply.id = replies.message_id
    order by listed.person_id`.execute(scope.db);
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
