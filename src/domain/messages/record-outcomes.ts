import { sql } from 'kysely';
import { isOf, prepared } from '../../platform/database.ts';
import { listOf, listOfTexts } from '../../platform/statement.ts';
import type { Accepted, SendError } from '../../providers/provider.ts';
import { lockAll, noteFailure } from '../conversations/conversations.ts';
import { announce, inTransaction, type TeamScope, type TeamTransaction } from '../floor.ts';
import { giveBack, giveBackAbroad } from '../limits/limits.ts';
import { type Line, pause, rest, wakeLine } from '../lines/lines.ts';
import type { Claimed } from './claim.ts';
import { letGoPaid } from './hold-back.ts';
import { noteRefusal } from './note-refusal.ts';
import { putBack } from './outbox.ts';
import { slowDown } from './pace.ts';
import { lookLater } from './resolve-unknown.ts';
import { begun, setStatus } from './set-status.ts';
import { isStillDoubted } from './standing.ts';
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
export async function recordOutcomes(scope: TeamScope, line: Line, ended: Ended[]): Promise<boolean> {
  return inTransaction(scope, async (tx) => {
    // Before what is under way, as whoever merges or removes people does.
    const locked = await lockFailing(tx, ended);
    const { all, open, early, is_followed: isFollowed } = await endWherever(tx, line, ended);
    // What went elsewhere or was reported on meanwhile is known only now: where it meets a merge, one is done again.
    await lockFailing(tx, all, early, locked);
    if (early.length > 0) await takeEarlyReports(tx, line, early);
    for (const { text, outcome } of all) {
      // A report was quicker than the answer: it knows better.
      const before = open[text.attemptId];
      if (outcome.kind !== 'accepted' && before) await takeTrouble(tx, line, text, outcome.error, before);
      announce(tx, { kind: 'message.changed', conversationId: text.conversationId, messageId: text.messageId });
    }
    const unsent = all.filter(
      ({ text, outcome }) => open[text.attemptId] && (outcome.kind === 'refused' || outcome.kind === 'not_sent'),
    );
    const ids = unsent.map(({ text }) => text.attemptId);
    // The countries first, as a claim locks them.
    if (ids.length > 0) await giveBackAbroad(tx, ids);
    if (line.pricePerSegment && ids.length > 0) {
      await giveBack(tx, ids);
      await letGoPaid(tx, ids.length);
    }
    const errors = all.flatMap(({ outcome }) => (outcome.kind === 'accepted' ? [] : [outcome.error]));
    await takeWarnings(tx, line, errors);
    // The drain may have left before the answer came, and knew of nothing that waits.
    const isPutBack = errors.some(({ outcome }) => outcome === 'not_sent');
    if (isFollowed || isPutBack) await wakeLine(tx, line.id, { isPatient: true });
    return isFollowed;
  });
}

/** Locks the conversations of what has failed, or may have by a report. Answers which. */
async function lockFailing(tx: TeamTransaction, all: Ended[], early: string[] = [], locked: string[] = []) {
  const failing = all
    .filter(({ text, outcome }) =>
      outcome.kind === 'accepted' ? early.includes(outcome.providerId) : isGivenUp(tx, text, outcome.error),
    )
    .map(({ text }) => text.conversationId)
    .filter((id) => !locked.includes(id));
  await lockAll(tx, failing);
  return failing;
}

/** With its text, so that no index that begins with the team leads past all that was ever tried. */
const itsAttempt = {
  team_id: 'team_id',
  conversation_id: 'conversation_id',
  message_id: 'message_id',
  id: 'attempt_id',
} as const;

interface Closing {
  /** The attempts that were still open, and what was known of them: one that was taken for lost is open too. */
  open: Record<string, 'sending' | 'unknown'>;
  /** The provider's ids of texts of which reports came before the answer. */
  early: string[];
  /** Whether other texts of the same conversations wait on the line: they were held back by these. */
  is_followed: boolean;
}

/**
 * Closes attempts; those that were accepted, with their texts. What was not found as it was left is looked for once more:
 * its text has gone to another conversation since, when two people became one, or somebody has taken the attempt for lost.
 */
async function endWherever(tx: TeamTransaction, line: Line, all: Ended[]): Promise<Closing & { all: Ended[] }> {
  const closing = await endAttempts(tx, line, all, 'sending');
  const missed = all.filter(({ text }) => !closing.open[text.attemptId]);
  if (missed.length === 0) return { ...closing, all };
  const { rows } = await sql<{ id: string; conversation_id: string }>`
    select id, conversation_id from messages where team_id = ${tx.teamId}
      and id = any (${missed.map(({ text }) => text.messageId)}::uuid[])`.execute(tx.db);
  const places = new Map(rows.map((row) => [row.id, row.conversation_id]));
  const placed = ({ text, outcome }: Ended): Ended => ({
    text: { ...text, conversationId: places.get(text.messageId) ?? text.conversationId },
    outcome,
  });
  for (const was of ['sending', 'unknown'] as const) {
    const rest = await endAttempts(tx, line, missed.map(placed), was);
    closing.open = { ...closing.open, ...rest.open };
    closing.early = [...new Set([...closing.early, ...rest.early])];
    closing.is_followed ||= rest.is_followed;
  }
  return { ...closing, all: all.map(placed) };
}

/** Closes the attempts that are still what they were. */
async function endAttempts(
  tx: TeamTransaction,
  line: Line,
  all: Ended[],
  was: 'sending' | 'unknown',
): Promise<Closing> {
  const now = tx.clock.now();
  const texts = all.map(({ text }) => text);
  const errors = all.map(({ outcome }) => (outcome.kind === 'accepted' ? null : outcome.error));
  const takenAs = all.map(({ outcome }) => (outcome.kind === 'accepted' ? outcome : null));
  const providerIds = listOfTexts(takenAs.map((taken) => taken?.providerId ?? null));
  const { rows } = await prepared(
    'end-attempts',
    sql<Omit<Closing, 'open'> & { closed: string[] }>`
      with ended as materialized (
        select ${tx.teamId}::uuid as team_id, ${line.id}::uuid as line_id, * from unnest(
          ${listOf(texts.map((text) => text.attemptId))}::uuid[], ${listOf(texts.map((text) => text.conversationId))}::uuid[],
          ${listOf(texts.map((text) => text.messageId))}::uuid[], ${listOf(all.map(({ outcome }) => outcome.kind))}::text[],
          ${listOfTexts(errors.map((error) => error?.code ?? null))}::text[],
          ${listOfTexts(errors.map((error) => error?.message ?? null))}::text[],
          ${providerIds}::text[], ${listOfTexts(takenAs.map((taken) => taken?.from ?? null))}::text[]
        ) as ended (attempt_id, conversation_id, message_id, outcome, code, reason, provider_id, sender)),
      closed as (
        update attempts set outcome = ended.outcome, code = ended.code, reason = ended.reason, ended_at = ${now}::timestamptz
        from ended
        where ${isOf('attempts', 'ended', itsAttempt)} and attempts.outcome = ${was}::text
        returning ended.*),
      told as (
        update messages set
          status = case when ${isOpen} then 'accepted' else status end,
          status_at = case when ${isOpen} then ${now}::timestamptz else status_at end,
          error_code = case when ${isOpen} then null else error_code end,
          from_address = case when messages.provider_id is null then coalesce(ended.sender, from_address) else from_address end,
          provider_id = coalesce(messages.provider_id, ended.provider_id)
        from ended
        where ended.outcome = 'accepted' and ${isOf('messages', 'ended', { team_id: 'team_id', id: 'message_id' })}
          and (messages.provider_id is null or ${isOpen})),
      -- Somebody had decided to send it again when nobody knew; now we know.
      gone as (
        delete from outbox using closed
        where closed.outcome = 'accepted' and ${was}::text = 'unknown'
          and ${isOf('outbox', 'closed', { team_id: 'team_id', line_id: 'line_id', message_id: 'message_id' })})
      select
        array(select attempt_id::text from closed) as closed,
        array(select provider_id from early_reports where team_id = ${tx.teamId} and line_id = ${line.id}
          and provider_id = any (${providerIds}::text[])) as early,
        exists (select from ended cross join lateral (
          select from outbox where outbox.conversation_id = ended.conversation_id
            and outbox.message_id > ended.message_id and outbox.line_id is not distinct from ended.line_id
          limit 1) as next) as is_followed`,
  ).execute(tx.db);
  const { closed, ...rest } = rows[0]!;
  return { ...rest, open: Object.fromEntries(closed.map((id) => [id, was])) };
}

/** A text whose company has not said yet that it has it. */
const isOpen = sql`status in ('scheduled', 'queued', 'sending', 'unknown')`;

/** Whether a text is not tried again: it was refused, or has waited for too long. */
function isGivenUp(tx: TeamTransaction, text: Claimed, { outcome }: SendError): boolean {
  const isTooOld = tx.clock.now().getTime() - text.triedAt.getTime() > patienceMs;
  return outcome === 'refused' || (outcome === 'not_sent' && isTooOld);
}

async function takeTrouble(
  tx: TeamTransaction,
  line: Line,
  text: Claimed,
  error: SendError,
  before: 'sending' | 'unknown',
): Promise<void> {
  if (before === 'unknown' && !(await isStillDoubted(tx, text))) return;
  if (error.outcome === 'unknown') {
    if (before === 'unknown') return;
    await setStatus(tx, [text.messageId], begun, { status: 'unknown', error_code: error.code });
    await lookLater(tx, line.id, text.attemptId);
  } else if (isGivenUp(tx, text, error)) {
    const why = { error_code: error.code, error_message: error.message };
    await setStatus(tx, [text.messageId], [...begun, 'unknown'], { status: 'failed', ...why });
    await noteFailure(tx, text.conversationId, text.messageId);
  } else {
    await tryLater(tx, line, text, error);
  }
  if (error.isOptOut) await noteRefusal(tx, line, text, error.code);
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
  await setStatus(tx, [text.messageId], [...begun, 'unknown'], { status: 'queued', error_code: null });
}
