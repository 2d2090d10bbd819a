import { sql } from 'kysely';
import { announce, type TeamTransaction } from '../floor.ts';
import { candidatesOf } from './candidates.ts';
import { dayThere } from './day-there.ts';
import { goOn } from './go-on.ts';
import { keepAnswer } from './keep-answer.ts';
import { type Match, match } from './match.ts';
import { askAgain, becomeUnclear } from './not-understood.ts';
import { recount } from './recount.ts';
import { settleLooks } from './settle-looks.ts';

/** A text that has just come, in a conversation that is locked. */
export interface ReplyText {
  conversationId: string;
  messageId: string;
  body: string;
  pictures: number;
  /** When they wrote it, which may be long ago. */
  saidAt: Date;
}

/** What follows on a text once it is at the head of its conversation: what we say to it. */
export interface Taken {
  /** It was an answer, or will be one once it is understood: nobody needs to write back. */
  isSettled: boolean;
  follow(): Promise<void>;
}

const nothing: Taken = { isSettled: false, follow: async () => {} };

/**
 * Takes a text for an answer, if it is one, in the transaction that brings it: what it was taken for is kept with the
 * reason. What is to be said to it is said by `follow`, after the text has been put at the head of its conversation.
 */
export async function takeReply(tx: TeamTransaction, text: ReplyText): Promise<Taken> {
  const candidates = await candidatesOf(tx, text.conversationId, text.saidAt);
  if (candidates.length === 0) return nothing;
  const today = await dayThere(tx, text.conversationId, text.saidAt);
  const found = match({ body: text.body, pictures: text.pictures }, candidates, today);
  if (!found) return nothing;
  await keepMatch(tx, text, found);
  const { candidate } = found;
  if (found.outcome === 'answer') {
    const { askId, stepAt } = found.candidate;
    const { value, span, why } = found;
    await keepAnswer(tx, {
      askId,
      step: stepAt,
      value,
      words: text.body,
      span,
      reason: why,
      text,
      saidAt: text.saidAt,
    });
    const standing = await recount(tx, askId);
    await settleLooks(tx, askId);
    return { isSettled: true, follow: () => goOn(tx, standing, found.reason === 'correction') };
  }
  if (found.outcome === 'asked_again' && candidate) {
    return { isSettled: true, follow: () => askAgain(tx, text.conversationId, candidate) };
  }
  if (found.outcome === 'needs_look' && candidate) {
    return { isSettled: false, follow: () => becomeUnclear(tx, candidate.askId) };
  }
  return nothing;
}

/** Keeps what a text was taken for, and why. */
async function keepMatch(tx: TeamTransaction, text: ReplyText, found: Match): Promise<void> {
  const offered = 'offered' in found ? found.offered.map(({ askId }) => askId) : [];
  const why = 'why' in found ? found.why : null;
  const facts = { ...(offered.length > 0 && { offered }), ...(why && { reading: why }) };
  await tx.db
    .insertInto('reply_matches')
    .values({
      team_id: tx.teamId,
      id: tx.newId(),
      conversation_id: text.conversationId,
      message_id: text.messageId,
      ask_id: found.candidate?.askId ?? null,
      step: found.candidate?.stepAt ?? null,
      outcome: found.outcome,
      reason: found.reason,
      facts: JSON.stringify(facts),
      is_late: found.candidate?.state === 'closed',
      matched_at: tx.clock.now(),
    })
    .execute();
  if (found.outcome === 'needs_look') announce(tx, { kind: 'round.changed', conversationId: text.conversationId });
}

/** Ends all that is asked in a conversation: they want no more texts. */
export async function stopAsking(tx: TeamTransaction, conversationId: string): Promise<void> {
  const { rows } = await sql<{ round_id: string }>`
    update asks set state = case when state = 'waiting' then 'skipped' else 'closed' end,
      skipped_because = case when state = 'waiting' then 'opted_out' end,
      next_nudge_at = null, next_silence_at = null, state_at = ${tx.clock.now()}, listens_until = null
    where team_id = ${tx.teamId}::uuid and conversation_id = ${conversationId}::uuid
      and state in ('waiting', 'asked', 'unclear')
    returning round_id`.execute(tx.db);
  for (const { round_id: subjectId } of rows) announce(tx, { kind: 'round.changed', conversationId, subjectId });
}
