import { sql } from 'kysely';
import { isId } from '../../platform/ids.ts';
import type { StatusReport } from '../../providers/provider.ts';
import { lockAll, noteFailure } from '../conversations/conversations.ts';
import { announce, type TeamTransaction } from '../floor.ts';
import { find, type Line, providerOf, wakeLine } from '../lines/lines.ts';
import { hasFailed, rises, type Status } from '../message-status.ts';
import { noteRefusal } from './note-refusal.ts';
import { dequeue, isAnotherWaiting } from './outbox.ts';

/**
 * Applies what a provider reports about one of our texts, if it is news. A report on a text that we do not know yet is
 * kept until we do, with the time (`at`) at which it came.
 * @returns whether it was news.
 */
export async function takeReport(tx: TeamTransaction, line: Line, report: StatusReport, at: Date): Promise<boolean> {
  if (hasFailed(statusOf(report))) await lockConversation(tx, line, report);
  const message = (await findByProviderId(tx, line, report)) ?? (await findByAttempt(tx, line, report));
  if (message) return apply(tx, line, report, message);
  const isNews = await keepForLater(tx, line, report, at);
  // Whoever learned the id between our look and our keeping has not seen what we kept.
  if (await findByProviderId(tx, line, report)) await takeEarlyReports(tx, line, [report.providerId]);
  return isNews;
}

/** What the company calls sending is past what we call sending: it has the text. */
export function statusOf({ status }: StatusReport): Status {
  return status === 'sending' ? 'accepted' : status;
}

async function apply(tx: TeamTransaction, line: Line, report: StatusReport, message: Found): Promise<boolean> {
  const reported = statusOf(report);
  const isNews = rises(message.status as Status, reported);
  if (!isNews && message.provider_id) return false;
  const change = isNews ? { status: reported, status_at: tx.clock.now(), error_code: report.code } : {};
  await tx.db
    .updateTable('messages')
    .set({
      ...change,
      provider_id: message.provider_id ?? report.providerId,
      from_address: report.from ?? message.from_address,
    })
    .where('team_id', '=', tx.teamId)
    .where('conversation_id', '=', message.conversation_id)
    .where('id', '=', message.id)
    .execute();
  if (!isNews) return true;
  if (hasFailed(reported)) await noteFailure(tx, message.conversation_id, message.id);
  announce(tx, { kind: 'message.changed', conversationId: message.conversation_id, messageId: message.id });
  if (report.code && providerOf(tx, line.provider).explain(report.code).isOptOut) {
    const { id: messageId, conversation_id: conversationId, to_address: to } = message;
    await noteRefusal(tx, line, { messageId, conversationId, to, attemptId: idOfAttempt(report) }, report.code);
  }
  return true;
}

/** Applies the reports that came before we knew the provider's ids of some texts, in the transaction that learns them. */
export async function takeEarlyReports(tx: TeamTransaction, line: Line, providerIds: string[]): Promise<void> {
  const rows = await tx.db
    .deleteFrom('early_reports')
    .where('team_id', '=', tx.teamId)
    .where('line_id', '=', line.id)
    .where('provider_id', 'in', providerIds)
    .returning(['provider_id', 'status', 'code', 'received_at'])
    .execute();
  for (const { provider_id: providerId, received_at, code, ...row } of rows) {
    const status = row.status as StatusReport['status'];
    await takeReport(tx, line, { providerId, attemptId: null, status, code, from: null }, received_at);
  }
}

/** They are all applied in one transaction. */
const mostAtOnce = 100;

/**
 * Applies the next reports that came while their texts were not there, of texts that are back by now.
 * @returns whether there were any.
 */
export async function takeReportsOfBack(tx: TeamTransaction): Promise<boolean> {
  const { rows } = await sql<{ line_id: string; provider_ids: string[]; conversation_ids: string[] }>`
    select line_id, array_agg(provider_id) as provider_ids, array_agg(conversation_id) as conversation_ids from (
      select distinct early.line_id, early.provider_id, conversation_id from early_reports as early cross join lateral (
        select conversation_id from messages where messages.team_id = early.team_id and messages.line_id = early.line_id
          and messages.provider_id = early.provider_id and messages.direction = 'outbound' offset 0) as text
      where early.team_id = ${tx.teamId}::uuid limit ${sql.lit(mostAtOnce)}) as back
    group by line_id`.execute(tx.db);
  await lockAll(
    tx,
    rows.flatMap((row) => row.conversation_ids),
  );
  for (const row of rows) await takeEarlyReports(tx, await find(tx, row.line_id), row.provider_ids);
  return rows.length > 0;
}

/** Before the text, as whoever merges or removes people does: what has failed is told in the conversation, too. */
async function lockConversation(tx: TeamTransaction, line: Line, report: StatusReport): Promise<void> {
  const { rows } = await sql<{ conversation_id: string }>`
    select conversation_id from messages where team_id = ${tx.teamId}::uuid and line_id = ${line.id}::uuid
      and provider_id = ${report.providerId} and direction = 'outbound'
    union all
    select conversation_id from attempts where team_id = ${tx.teamId}::uuid and id = ${idOfAttempt(report)}::uuid
      and line_id = ${line.id}::uuid`.execute(tx.db);
  await lockAll(
    tx,
    rows.map((row) => row.conversation_id),
  );
}

const idOfAttempt = ({ attemptId }: StatusReport) => (attemptId && isId(attemptId) ? attemptId : null);

type Found = NonNullable<Awaited<ReturnType<typeof findByProviderId>>>;

const columns = ['conversation_id', 'id', 'status', 'provider_id', 'from_address', 'to_address'] as const;

function findByProviderId(tx: TeamTransaction, line: Line, report: StatusReport) {
  return tx.db
    .selectFrom('messages')
    .select(columns)
    .where('team_id', '=', tx.teamId)
    .where('line_id', '=', line.id)
    .where('provider_id', '=', report.providerId)
    .where('direction', '=', 'outbound')
    .forUpdate()
    .executeTakeFirst();
}

/** The signed status URL names the attempt: it finds the text even when the answer to our request was lost. */
async function findByAttempt(tx: TeamTransaction, line: Line, report: StatusReport) {
  const attemptId = idOfAttempt(report);
  if (!attemptId) return undefined;
  const attempt = await tx.db
    .updateTable('attempts')
    .set({ outcome: 'accepted', ended_at: tx.clock.now() })
    .where('team_id', '=', tx.teamId)
    .where('id', '=', attemptId)
    .where('line_id', '=', line.id)
    .returning(['conversation_id', 'message_id'])
    .executeTakeFirst();
  if (!attempt) return undefined;
  // It left, whatever we thought: it must not leave again.
  await dequeue(tx, line.id, [attempt.message_id]);
  // What it held back need not wait for the answer to our request, which may never come.
  if (await isAnotherWaiting(tx, line.id, [attempt.conversation_id])) await wakeLine(tx, line.id);
  return (
    tx.db
      .selectFrom('messages')
      .select(columns)
      .where('team_id', '=', tx.teamId)
      .where('conversation_id', '=', attempt.conversation_id)
      .where('id', '=', attempt.message_id)
      // A text that already has another id was sent by another attempt; this report is not about that one.
      .where((or) => or.or([or('provider_id', 'is', null), or('provider_id', '=', report.providerId)]))
      .forUpdate()
      .executeTakeFirst()
  );
}

async function keepForLater(tx: TeamTransaction, line: Line, report: StatusReport, at: Date): Promise<boolean> {
  const row = await tx.db
    .insertInto('early_reports')
    .values({
      team_id: tx.teamId,
      line_id: line.id,
      provider_id: report.providerId,
      status: report.status,
      code: report.code,
      received_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('status')
    .executeTakeFirst();
  return row !== undefined;
}
