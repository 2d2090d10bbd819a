import { sql } from 'kysely';
import { invalid, notFound } from '../../platform/errors.ts';
import { findRoute } from '../conversations/conversations.ts';
import { announce, inTransaction, type Transacting } from '../floor.ts';
import { type Member, recordAct } from '../teams/teams.ts';
import { type HeldAsk, lockAsk, mustFit, settle } from './by-hand.ts';
import { dayThere } from './day-there.ts';
import { keepAnswer } from './keep-answer.ts';
import type { AnswerValue } from './kinds.ts';
import { readAnswer } from './reading/reading.ts';
import { taughtIn } from './taught.ts';

/** Where a reply belongs: to an ask of the same person, or to none. */
export interface Move {
  askId: string | null;
  step?: number | undefined;
  /** What it means; left out, it is read. */
  value?: AnswerValue | undefined;
}

/**
 * Says by hand to which ask a text belongs, or that it belongs to none. What was counted from it before counts no more.
 * What it was taken for until now is kept.
 * @throws AppError `not_found`; `invalid` when the ask is of somebody else, or the words are no answer to it and no value
 * says what they mean.
 */
export async function moveReply(member: Member, messageId: string, { askId, step = 0, value }: Move): Promise<void> {
  await inTransaction(member, async (tx) => {
    const text = await lockText(tx, messageId);
    const ask = askId ? await lockAsk(tx, askId) : null;
    if (ask && ask.conversationId !== text.conversationId) throw invalid({ askId: 'This was asked of somebody else.' });
    const before = await takeAway(tx, messageId);
    const meant = ask && (await readValue(tx, ask, step, text, value));
    await insertMatch(tx, text, ask?.id ?? null, step);
    if (ask && meant) {
      await keepAnswer(tx, { askId: ask.id, step, value: meant, words: text.body, text, saidAt: text.saidAt });
      await settle(tx, ask, { kind: 'reply.moved', after: { messageId, step, value: meant } });
    } else {
      await recordAct(tx, { kind: 'reply.detached', conversationId: text.conversationId, messageId });
    }
    for (const other of before.filter((id) => id !== ask?.id)) {
      await settle(tx, await lockAsk(tx, other), { kind: 'reply.left', before: { messageId } });
    }
    announce(tx, { kind: 'message.changed', conversationId: text.conversationId, messageId });
  });
}

interface Text {
  saidAt: Date;
  conversationId: string;
  messageId: string;
  body: string;
  pictures: number;
}

async function lockText(tx: Transacting<Member>, messageId: string): Promise<Text> {
  const { rows } = await sql<Text>`
    select conversation_id as "conversationId", id as "messageId", created_at as "saidAt", body, jsonb_array_length(media) as pictures from messages
    where team_id = ${tx.teamId}::uuid and id = ${messageId}::uuid and direction = 'inbound'`.execute(tx.db);
  const [text] = rows;
  if (!text) throw notFound('message');
  await findRoute(tx, text.conversationId, { isLocked: true });
  return text;
}

async function readValue(
  tx: Transacting<Member>,
  { content, questionId }: HeldAsk,
  step: number,
  text: Text,
  value?: AnswerValue,
): Promise<AnswerValue> {
  const asked = content.steps[step];
  mustFit(asked, value ?? null);
  if (value || !asked) return value as AnswerValue;
  const today = await dayThere(tx, text.conversationId, text.saidAt);
  const taught = await taughtIn(tx, questionId, step);
  const reading = readAnswer(asked.answering, text, { language: content.language, today, taught });
  if (reading.sureness === 'sure') return reading.value;
  throw invalid({ value: 'Say what this means: the words alone do not.' });
}

/** What was counted from a text counts no more. Answers of which asks it was. */
async function takeAway(tx: Transacting<Member>, messageId: string): Promise<string[]> {
  const now = tx.clock.now();
  const { rows } = await sql<{ ask_id: string }>`
    with undone as (
      update answers set undone_at = ${now}, undone_by = ${tx.memberId}::uuid
      where team_id = ${tx.teamId}::uuid and message_id = ${messageId}::uuid and undone_at is null returning ask_id)
    select distinct ask_id from undone`.execute(tx.db);
  await sql`update reply_matches set replaced_at = ${now}
    where team_id = ${tx.teamId}::uuid and message_id = ${messageId}::uuid and replaced_at is null`.execute(tx.db);
  return rows.map(({ ask_id }) => ask_id);
}

async function insertMatch(tx: Transacting<Member>, text: Text, askId: string | null, step: number): Promise<void> {
  const now = tx.clock.now();
  await tx.db
    .insertInto('reply_matches')
    .values({
      team_id: tx.teamId,
      id: tx.newId(),
      conversation_id: text.conversationId,
      message_id: text.messageId,
      ask_id: askId,
      step: askId ? step : null,
      outcome: askId ? 'answer' : 'chat',
      reason: 'by_hand',
      facts: '{}',
      matched_by: tx.memberId,
      matched_at: now,
      settled_at: now,
    })
    .execute();
}
