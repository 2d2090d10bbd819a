import { sql } from 'kysely';
import type { Provider } from '../../providers/provider.ts';
import type { TeamScope } from '../floor.ts';
import { providerOf } from '../lines/lines.ts';
import { hasFailed, type Status } from '../message-status.ts';
import { answeredBroadcast, broadcastOfMessage, type OfBroadcast } from './broadcast-of-message.ts';
import { matchOfMessage, type OfQuestion, questionOfMessage, type ReplyMatch } from './match-of-message.ts';
import { type Media, mediaOfMessage } from './media.ts';
import { never } from './outbox.ts';

/** One text in or out. */
export interface Message {
  id: string;
  conversationId: string;
  direction: 'inbound' | 'outbound';
  from: string | null;
  to: string;
  body: string;
  media: Media[];
  segments: number;
  status: Status;
  statusAt: Date;
  /** When a planned one leaves. */
  sendAt?: Date;
  /** It is taken back by itself once they write. */
  cancelIfTheyWriteFirst?: true;
  /** Until when one that was just written is held, so that it can be taken back. */
  heldUntil?: Date;
  /** It waits: until it is day where it goes (to about then), the team has money again, or the next hour abroad begins. */
  waits?: { for: 'hours' | 'money' | 'abroad'; until: Date };
  /** The text of which this is another try. */
  retryOf?: string;
  /** When it was found in the provider's books, if nobody brought it when it came. */
  recoveredAt?: Date;
  error?: { code: string; message: string; advice: string; canSendAgain: boolean };
  sentBy?: { id: string; name: string };
  /** The question for which it was sent. */
  question?: OfQuestion;
  /** What it was taken for, if anything was asked of them. */
  match?: ReplyMatch;
  /** The broadcast of which it is a text. */
  broadcast?: OfBroadcast;
  /** The broadcast to which it is the reply. */
  inAnswerTo?: OfBroadcast;
  clientId: string | null;
  isPractice: boolean;
  createdAt: Date;
}

interface Waiting {
  dueAt: string;
  for: 'hours' | 'money' | 'abroad' | null;
  unless: boolean;
}

/** Whether a text is being handed over: in its own row it waits until something has come of that. */
export const isUnderWay = (
  texts: string,
) => sql<boolean>`(${sql.ref(`${texts}.status`)} in ('scheduled', 'queued') and exists (
  select from attempts where attempts.team_id = ${sql.ref(`${texts}.team_id`)}
    and attempts.conversation_id = ${sql.ref(`${texts}.conversation_id`)}
    and attempts.message_id = ${sql.ref(`${texts}.id`)} and attempts.outcome = 'sending'))`;

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
    .select(isUnderWay('messages').as('is_under_way'))
    .select([mediaOfMessage.as('files'), questionOfMessage.as('question'), matchOfMessage.as('match')])
    .select([broadcastOfMessage.as('broadcast'), answeredBroadcast.as('in_answer_to')])
    .select((select) =>
      select
        .selectFrom('outbox')
        .select(
          sql<Waiting>`json_build_object('dueAt', due_at, 'for', waits_for, 'unless', unless_they_write)`.as('waiting'),
        )
        .whereRef('outbox.team_id', '=', 'messages.team_id')
        .whereRef('outbox.line_id', '=', 'messages.line_id')
        .whereRef('outbox.message_id', '=', 'messages.id')
        // Of most texts that alone says that there is nothing to look for.
        .where(sql<boolean>`messages.status in ('scheduled', 'queued')`)
        // One that is queued is held as long as it is not due, unless it was tried already.
        .where(sql<boolean>`(messages.status = 'scheduled'
          or (outbox.tries = 0 and outbox.due_at > now() and outbox.due_at < ${never}))`)
        .as('waiting'),
    )
    .where('messages.team_id', '=', scope.teamId);
}

/** One message as it is now; it must exist. */
export async function readMessage(scope: TeamScope, messageId: string): Promise<Message> {
  return toMessage(scope, await selectMessages(scope).where('messages.id', '=', messageId).executeTakeFirstOrThrow());
}

export type Row = Awaited<ReturnType<ReturnType<typeof selectMessages>['executeTakeFirstOrThrow']>>;

export function toMessage(scope: TeamScope, row: Row): Message {
  const status = row.is_under_way ? 'sending' : (row.status as Status);
  const error = describeTrouble(status, row, providerOf(scope, row.provider));
  return {
    id: row.id,
    conversationId: row.conversation_id,
    direction: row.direction as Message['direction'],
    from: row.from_address,
    to: row.to_address,
    body: row.body,
    media: row.files ?? [],
    segments: row.segments,
    status,
    statusAt: row.status_at,
    ...(row.waiting && describeWait(status, row.waiting)),
    ...(row.retry_of && { retryOf: row.retry_of }),
    ...(row.recovered_at && { recoveredAt: row.recovered_at }),
    ...(error && { error }),
    ...(row.sent_by && row.author && { sentBy: { id: row.sent_by, name: row.author } }),
    ...(row.question && { question: row.question }),
    ...(row.match && { match: row.match }),
    ...(row.broadcast && { broadcast: row.broadcast }),
    ...(row.in_answer_to && { inAnswerTo: row.in_answer_to }),
    clientId: row.idempotency_key,
    isPractice: row.is_practice,
    createdAt: row.created_at,
  };
}

function describeWait(
  status: Status,
  { dueAt, for: reason, unless }: Waiting,
): Pick<Message, 'sendAt' | 'cancelIfTheyWriteFirst' | 'heldUntil' | 'waits'> {
  const until = new Date(dueAt);
  const waits = reason && { waits: { for: reason, until } };
  if (status === 'scheduled')
    return { sendAt: until, ...(unless && { cancelIfTheyWriteFirst: true as const }), ...waits };
  return waits ?? { heldUntil: until };
}

/** What keeps a text from arriving, and what to do, in words; undefined for one that is well. */
export function describeTrouble(
  status: Status,
  row: { error_code: string | null; error_message: string | null },
  provider: Provider,
): Message['error'] {
  if (status === 'unknown') return describeDoubt(row.error_code, provider.title);
  if (!hasFailed(status) && status !== 'canceled') return undefined;
  if (row.error_code) {
    const { message, advice, canSendAgain } = provider.explain(row.error_code);
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

/** A doubt that is open for a person to decide says so by `canSendAgain`. */
function describeDoubt(doubt: string | null, company: string): Message['error'] {
  const advice = 'Ask them whether they got it; then send it again, or leave it.';
  const words: Record<string, string> = {
    no_trace: `${company} has no trace of this text.`,
    several_traces: `${company} has several texts with these words, and nobody can say which is this one.`,
    cannot_look: `Nobody could ask ${company} whether it has this text.`,
  };
  const message = words[doubt ?? ''];
  if (message) return { code: 'unknown', message, advice, canSendAgain: true };
  return {
    code: 'unknown',
    message: 'We cannot tell whether this was sent.',
    // Without its name: on the practice line it is a pretend one.
    advice: 'We are asking the phone company. Nothing is sent twice in the meantime.',
    canSendAgain: false,
  };
}
