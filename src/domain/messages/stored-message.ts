import type { Explanation } from '../../providers/provider.ts';
import type { TeamScope } from '../floor.ts';
import { providerOf } from '../lines/lines.ts';
import { hasFailed, type Status } from '../message-status.ts';

/** One text in or out. */
export interface Message {
  id: string;
  conversationId: string;
  direction: 'inbound' | 'outbound';
  from: string | null;
  to: string;
  body: string;
  media: { contentType: string; index: number }[];
  segments: number;
  status: Status;
  statusAt: Date;
  error?: { code: string; message: string; advice: string; canSendAgain: boolean };
  sentBy?: { id: string; name: string };
  clientId: string | null;
  isPractice: boolean;
  createdAt: Date;
}

/** Messages with their line and their author, one row each. */
export function selectMessages(scope: TeamScope) {
  return scope.db
    .selectFrom('messages')
    .innerJoin('lines', (join) =>
      join.onRef('lines.team_id', '=', 'messages.team_id').onRef('lines.id', '=', 'messages.line_id'),
    )
    .leftJoin('members', (join) =>
      join.onRef('members.team_id', '=', 'messages.team_id').onRef('members.id', '=', 'messages.sent_by'),
    )
    .leftJoin('users', 'users.id', 'members.user_id')
    .selectAll('messages')
    .select(['lines.provider', 'lines.is_practice', 'users.name as author'])
    .where('messages.team_id', '=', scope.teamId);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectMessages>['executeTakeFirstOrThrow']>>;

export function toMessage(scope: TeamScope, row: Row): Message {
  const status = row.status as Status;
  const error = describeTrouble(status, row, (code) => providerOf(scope, row.provider).explain(code));
  return {
    id: row.id,
    conversationId: row.conversation_id,
    direction: row.direction as Message['direction'],
    from: row.from_address,
    to: row.to_address,
    body: row.body,
    media: (row.media as { contentType: string }[]).map(({ contentType }, index) => ({ contentType, index })),
    segments: row.segments,
    status,
    statusAt: row.status_at,
    ...(error && { error }),
    ...(row.sent_by && row.author && { sentBy: { id: row.sent_by, name: row.author } }),
    clientId: row.idempotency_key,
    isPractice: row.is_practice,
    createdAt: row.created_at,
  };
}

function describeTrouble(
  status: Status,
  row: { error_code: string | null; error_message: string | null },
  explain: (code: string) => Explanation,
): Message['error'] {
  if (status === 'unknown') {
    return {
      code: 'unknown',
      message: 'We cannot tell whether this was sent.',
      advice: 'We are waiting for the provider to report. Nothing is sent twice in the meantime.',
      canSendAgain: false,
    };
  }
  if (!hasFailed(status) && status !== 'canceled') return undefined;
  if (row.error_code) {
    const { message, advice, canSendAgain } = explain(row.error_code);
    return { code: row.error_code, message, advice, canSendAgain };
  }
  if (row.error_message)
    return { code: 'not_sent', message: row.error_message, advice: '', canSendAgain: status === 'failed' };
  if (status === 'canceled') return undefined;
  return {
    code: '',
    message: 'It could not be delivered, and the provider gave no reason.',
    advice: 'Send it again, or call.',
    canSendAgain: true,
  };
}
