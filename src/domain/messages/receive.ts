import { readAddress } from '../../platform/phone-number.ts';
import type { IncomingText } from '../../providers/provider.ts';
import { noteMessage, recognise } from '../conversations/conversations.ts';
import { announce, type TeamTransaction } from '../floor.ts';
import type { Line } from '../lines/lines.ts';
import { awaitMedia } from './media.ts';

/** A text that is stored, and not yet at the head of its conversation, which is locked. */
export interface Received {
  conversationId: string;
  messageId: string;
}

/**
 * Puts a text that a provider brought into the one conversation it belongs to. Whether the person waits for an answer now
 * is asked once it is stored.
 * @returns the conversation, or null when this very text was here before.
 */
export async function receive(
  tx: TeamTransaction,
  line: Line,
  text: IncomingText,
  wantsAnswer: (received: Received) => Promise<boolean | 'as_before'>,
): Promise<string | null> {
  // A repeat must not bring back a person who was removed since.
  if (await isKnown(tx, line, text)) return null;
  const conversationId = await recognise(tx, readAddress(text.from), line.isPractice);
  const now = tx.clock.now();
  const { bookedAt } = text;
  const row = await tx.db
    .insertInto('messages')
    .values({
      team_id: tx.teamId,
      conversation_id: conversationId,
      id: tx.newId(),
      line_id: line.id,
      direction: 'inbound',
      from_address: readAddress(text.from).value,
      to_address: text.to,
      body: text.body,
      media: JSON.stringify(text.media),
      segments: text.segments,
      status: 'received',
      status_at: now,
      provider_id: text.providerId,
      recovered_at: bookedAt ? now : null,
      created_at: bookedAt ?? now,
    })
    .onConflict((conflict) =>
      conflict.columns(['team_id', 'line_id', 'provider_id']).where('provider_id', 'is not', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  if (!row) return null;
  await awaitMedia(tx, { id: row.id, conversationId }, text.media);
  const newest = {
    id: row.id,
    lineId: line.id,
    isInbound: true,
    wantsAnswer: await wantsAnswer({ conversationId, messageId: row.id }),
    ...(bookedAt && { writtenAt: bookedAt }),
  };
  await noteMessage(tx, conversationId, newest);
  announce(tx, { kind: 'message.created', conversationId, messageId: row.id });
  return conversationId;
}

async function isKnown(tx: TeamTransaction, line: Line, text: IncomingText): Promise<boolean> {
  for (const table of ['messages', 'forgotten_texts'] as const) {
    const row = await tx.db
      .selectFrom(table)
      .select('provider_id')
      .where('team_id', '=', tx.teamId)
      .where('line_id', '=', line.id)
      .where('provider_id', '=', text.providerId)
      .executeTakeFirst();
    if (row) return true;
  }
  return false;
}
