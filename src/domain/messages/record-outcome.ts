import { sql } from 'kysely';
import { recordChanges } from '../../platform/events.ts';
import type { Accepted, SendError } from '../../providers/provider.ts';
import { noteOutcome } from '../conversations/conversations.ts';
import { inTransaction, type TeamScope } from '../floor.ts';
import { type Line, pause } from '../lines/lines.ts';
import type { Status } from '../message-status.ts';
import { optOut } from '../people/people.ts';
import type { Claimed } from './claim.ts';
import { takeEarlyReports } from './take-report.ts';
import { wakeLine } from './wake-line.ts';

/** How handing a text over ended. */
export type Outcome = ({ kind: 'accepted' } & Accepted) | { kind: SendError['outcome']; error: SendError };

/** A text that could not leave for this long is given up, in words: nobody wants it to arrive a day late. */
const patienceMs = 4 * 60 * 60 * 1000;

/** Writes down how an attempt ended, and what becomes of its text. */
export async function recordOutcome(scope: TeamScope, line: Line, text: Claimed, outcome: Outcome): Promise<void> {
  await inTransaction(scope, async (tx) => {
    const isOurs = await endAttempt(tx, text, outcome);
    // Somebody took us for dead and has decided already, or a report was quicker than the answer.
    if (!isOurs && outcome.kind !== 'accepted') return;
    switch (outcome.kind) {
      case 'accepted':
        await leave(tx, line, text);
        await advance(tx, text, ['sending', 'unknown', 'queued'], { status: 'accepted' });
        await learnId(tx, text, outcome);
        await takeEarlyReports(tx, line, outcome.providerId);
        break;
      case 'not_sent':
        if (tx.clock.now().getTime() - text.writtenAt.getTime() > patienceMs) await fail(tx, line, text, outcome.error);
        else await tryLater(tx, line, text, outcome.error);
        break;
      case 'refused':
        await fail(tx, line, text, outcome.error);
        break;
      case 'unknown':
        await leave(tx, line, text);
        await advance(tx, text, ['sending'], { status: 'unknown', error_code: outcome.error.code });
        break;
    }
    if (outcome.kind !== 'accepted' && outcome.error.isOptOut)
      await optOut(tx, text.to, 'provider', outcome.error.code);
    if (outcome.kind !== 'accepted' && outcome.error.stopsLine) await pause(tx, line.id, outcome.error.message);
    await recordChanges(tx, [
      { kind: 'message.changed', conversationId: text.conversationId, messageId: text.messageId },
    ]);
  });
}

async function endAttempt(tx: TeamScope, text: Claimed, outcome: Outcome): Promise<boolean> {
  const error = outcome.kind === 'accepted' ? null : outcome.error;
  const row = await tx.db
    .updateTable('attempts')
    .set({ outcome: outcome.kind, code: error?.code ?? null, reason: error?.message ?? null, ended_at: tx.clock.now() })
    .where('team_id', '=', tx.teamId)
    .where('id', '=', text.attemptId)
    .where('outcome', '=', 'sending')
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

async function fail(tx: TeamScope, line: Line, text: Claimed, error: SendError): Promise<void> {
  await leave(tx, line, text);
  await advance(tx, text, ['sending'], { status: 'failed', error_code: error.code, error_message: error.message });
  await noteOutcome(tx, text.conversationId, text.messageId, true);
}

async function tryLater(tx: TeamScope, line: Line, text: Claimed, error: SendError): Promise<void> {
  // Doubling from two seconds to five minutes, with up to a third of chance so that many do not come back at once.
  const growing = Math.min(2 ** (text.tries + 1), 300) * 1000 * (1 + Math.random() / 3);
  const waitMs = Math.round(Math.max(error.retryAfterMs ?? 0, growing));
  const row = await tx.db
    .updateTable('outbox')
    .set({ claimed_by: null, tries: text.tries + 1, due_at: sql`now() + ${waitMs} * interval '1 millisecond'` })
    .where('team_id', '=', tx.teamId)
    .where('line_id', '=', line.id)
    .where('message_id', '=', text.messageId)
    .returning('due_at')
    .executeTakeFirst();
  await advance(tx, text, ['sending'], { status: 'queued' });
  if (row && !error.stopsLine) await wakeLine(tx, line.id, row.due_at);
}

async function leave(tx: TeamScope, line: Line, text: Claimed): Promise<void> {
  await tx.db
    .deleteFrom('outbox')
    .where('team_id', '=', tx.teamId)
    .where('line_id', '=', line.id)
    .where('message_id', '=', text.messageId)
    .execute();
}

async function advance(
  tx: TeamScope,
  text: Claimed,
  from: Status[],
  change: { status: Status; error_code?: string | null; error_message?: string | null },
): Promise<void> {
  await tx.db
    .updateTable('messages')
    .set({ ...change, status_at: tx.clock.now() })
    .where('team_id', '=', tx.teamId)
    .where('conversation_id', '=', text.conversationId)
    .where('id', '=', text.messageId)
    .where('status', 'in', from)
    .execute();
}

async function learnId(tx: TeamScope, text: Claimed, accepted: Accepted): Promise<void> {
  await tx.db
    .updateTable('messages')
    .set({ provider_id: accepted.providerId, ...(accepted.from && { from_address: accepted.from }) })
    .where('team_id', '=', tx.teamId)
    .where('conversation_id', '=', text.conversationId)
    .where('id', '=', text.messageId)
    .where('provider_id', 'is', null)
    .execute();
}
