import { sql } from 'kysely';
import type { Accepted, SendError } from '../../providers/provider.ts';
import { noteOutcome } from '../conversations/conversations.ts';
import { announce, inTransaction, type TeamScope, type TeamTransaction } from '../floor.ts';
import { type Line, pause, rest, wakeLine } from '../lines/lines.ts';
import { optOut } from '../people/people.ts';
import type { Claimed } from './claim.ts';
import { dequeue, putBack } from './outbox.ts';
import { slowDown } from './pace.ts';
import { lookLater } from './resolve-unknown.ts';
import { setStatus } from './set-status.ts';
import { standingOf } from './standing.ts';
import { takeEarlyReports } from './take-report.ts';

/** How handing a text over ended. */
export type Outcome = ({ kind: 'accepted' } & Accepted) | { kind: SendError['outcome']; error: SendError };

/** An attempt that has ended. */
export interface Ended {
  text: Claimed;
  outcome: Outcome;
}

/** A text that could not leave for this long is given up, in words: nobody wants it to arrive a day late. */
const patienceMs = 4 * 60 * 60 * 1000;

/**
 * Writes down how attempts ended, and what becomes of their texts: all of them in one transaction. Answers whether other
 * texts of the same conversations wait.
 */
export async function recordOutcomes(scope: TeamScope, line: Line, all: Ended[]): Promise<boolean> {
  return inTransaction(scope, async (tx) => {
    const open = await endAttempts(tx, all);
    await takeAccepted(
      tx,
      line,
      all.flatMap(({ text, outcome }) => (outcome.kind === 'accepted' ? [{ text, outcome }] : [])),
    );
    for (const { text, outcome } of all) {
      // A report was quicker than the answer: it knows better.
      if (outcome.kind !== 'accepted' && open.has(text.attemptId)) await takeTrouble(tx, line, text, outcome.error);
      announce(tx, { kind: 'message.changed', conversationId: text.conversationId, messageId: text.messageId });
    }
    const errors = all.flatMap(({ outcome }) => (outcome.kind === 'accepted' ? [] : [outcome.error]));
    await takeWarnings(tx, line, errors);
    const isAnother = await isAnotherWaiting(tx, line, all);
    if (isAnother) await wakeLine(tx, line.id, { isPatient: true });
    return isAnother;
  });
}

/** The attempts that were still open. One that was taken for lost meanwhile is open: this answer settles it. */
async function endAttempts(tx: TeamTransaction, all: Ended[]): Promise<Set<string>> {
  const errors = all.map(({ outcome }) => (outcome.kind === 'accepted' ? null : outcome.error));
  const { rows } = await sql<{ id: string }>`
    update attempts set outcome = ended.outcome, code = ended.code, reason = ended.reason, ended_at = ${tx.clock.now()}
    from unnest(
      ${all.map(({ text }) => text.attemptId)}::uuid[], ${all.map(({ outcome }) => outcome.kind)}::text[],
      ${errors.map((error) => error?.code ?? null)}::text[], ${errors.map((error) => error?.message ?? null)}::text[]
    ) as ended (id, outcome, code, reason)
    where attempts.team_id = ${tx.teamId} and attempts.id = ended.id and attempts.outcome in ('sending', 'unknown')
    returning attempts.id`.execute(tx.db);
  return new Set(rows.map((row) => row.id));
}

async function takeAccepted(
  tx: TeamTransaction,
  line: Line,
  all: { text: Claimed; outcome: Accepted }[],
): Promise<void> {
  if (all.length === 0) return;
  const providerIds = all.map(({ outcome }) => outcome.providerId);
  await sql`
    with known as (
      select * from unnest(
        ${all.map(({ text }) => text.attemptId)}::uuid[], ${all.map(({ text }) => text.conversationId)}::uuid[],
        ${all.map(({ text }) => text.messageId)}::uuid[], ${providerIds}::text[],
        ${all.map(({ outcome }) => outcome.from)}::text[]
      ) as known (attempt_id, conversation_id, message_id, provider_id, sender)),
    gone as (
      delete from outbox using known
      where outbox.team_id = ${tx.teamId} and outbox.line_id = ${line.id} and outbox.message_id = known.message_id
        and (outbox.attempt_id = known.attempt_id or claimed_by is null))
    update messages set
      status = case when status in ('queued', 'sending', 'unknown') then 'accepted' else status end,
      status_at = case when status in ('queued', 'sending', 'unknown') then ${tx.clock.now()}::timestamptz else status_at end,
      error_code = case when status in ('queued', 'sending', 'unknown') then null else error_code end,
      from_address = case when messages.provider_id is null then coalesce(known.sender, from_address) else from_address end,
      provider_id = coalesce(messages.provider_id, known.provider_id)
    from known
    where messages.team_id = ${tx.teamId} and messages.conversation_id = known.conversation_id
      and messages.id = known.message_id
      and (messages.provider_id is null or status in ('queued', 'sending', 'unknown'))`.execute(tx.db);
  await takeEarlyReports(tx, line, providerIds);
}

async function takeTrouble(tx: TeamTransaction, line: Line, text: Claimed, error: SendError): Promise<void> {
  const standing = await standingOf(tx, line, text);
  if (standing === 'over') return;
  const isTooOld = tx.clock.now().getTime() - text.triedAt.getTime() > patienceMs;
  if (error.outcome === 'unknown') {
    if (standing === 'doubted') return;
    await dequeue(tx, line.id, [text.messageId]);
    await setStatus(tx, [text.messageId], ['sending'], { status: 'unknown', error_code: error.code });
    await lookLater(tx, line.id, text.attemptId);
  } else if (error.outcome === 'refused' || isTooOld) {
    await dequeue(tx, line.id, [text.messageId]);
    const why = { error_code: error.code, error_message: error.message };
    await setStatus(tx, [text.messageId], ['queued', 'sending', 'unknown'], { status: 'failed', ...why });
    await noteOutcome(tx, text.conversationId, text.messageId, true);
  } else {
    await tryLater(tx, line, text, error);
  }
  if (error.isOptOut && (await optOut(tx, text.to, 'provider', error.code))) {
    announce(tx, { kind: 'person.changed', conversationId: text.conversationId });
  }
}

/** What the errors of a batch say about their line, each thing once. */
async function takeWarnings(tx: TeamTransaction, line: Line, errors: SendError[]): Promise<void> {
  const stop = errors.find((error) => error.stopsLine);
  if (stop) await pause(tx, line.id, stop.message);
  const limit = errors.find((error) => error.restsLine);
  if (limit) await rest(tx, line.id, limit.retryAfterMs ?? 0, limit.message);
  if (errors.some((error) => error.slowsLine)) await slowDown(tx, line.id);
}

async function tryLater(tx: TeamTransaction, line: Line, text: Claimed, error: SendError): Promise<void> {
  // Doubling from two seconds to five minutes, with up to a third of chance so that many do not come back at once.
  const growing = Math.min(2 ** (text.tries + 1), 300) * 1000 * (1 + Math.random() / 3);
  const waitMs = Math.round(Math.max(error.retryAfterMs ?? 0, growing));
  await putBack(tx, line.id, { ...text, tries: text.tries + 1 }, waitMs);
  await setStatus(tx, [text.messageId], ['sending', 'unknown'], { status: 'queued', error_code: null });
}

/** Whether a text of these conversations waits in the queue: it was held back by those that have just ended. */
async function isAnotherWaiting(tx: TeamTransaction, line: Line, all: Ended[]): Promise<boolean> {
  const row = await tx.db
    .selectFrom('outbox')
    .select('message_id')
    .where('team_id', '=', tx.teamId)
    .where('line_id', '=', line.id)
    .where('conversation_id', 'in', [...new Set(all.map(({ text }) => text.conversationId))])
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
