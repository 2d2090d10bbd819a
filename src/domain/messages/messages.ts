import { sql } from 'kysely';
import { prepared } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import { findRoute } from '../conversations/conversations.ts';
import type { TeamScope } from '../floor.ts';
import { type Message, type Row, selectMessages, toMessage } from './stored-message.ts';

export { answerKeyword } from './answer-keyword.ts';
export { applyReports, findReported, lockFailing } from './apply-reports.ts';
export { countArrived } from './arrived.ts';
export { changeLimits, setPrice } from './change-limits.ts';
export { oldestUnsettled, withNews, withoutKnown } from './compare.ts';
export { decide, decideAll } from './decide.ts';
export { describeNews } from './describe-news.ts';
export { dropDraft, saveDraft } from './drafts.ts';
export { type Drainer, drain } from './drain.ts';
export { fetchMedia } from './fetch-media.ts';
export { fieldsIn, fieldsOf } from './fields.ts';
export { holdRestored } from './hold-restored.ts';
export { joinDrafts, putBackDrafts, type StoredDraft } from './join-drafts.ts';
export { leaseSeconds } from './lease.ts';
export { findMedia } from './media.ts';
export { readMediaAddress } from './media-address.ts';
export { goes, holdTexts, type Move, moveTexts } from './move-texts.ts';
export { lanes, never } from './outbox.ts';
export { ownReasons } from './own-reasons.ts';
export { planAgain } from './plan-again.ts';
export { cancel, change, takeBack, takeBackImpersonal, theyWrote } from './planned.ts';
export { pruneEarlyReports } from './prune-early-reports.ts';
export { letGo, putOff, type Some, takeBackPutOff } from './put-off.ts';
export { mostCounted, watchLines } from './queue.ts';
export { receive } from './receive.ts';
export { isNew, nothingIsOff, receiveAll } from './receive-all.ts';
export { recoverLost, wakeLines, wakeOutOfSight } from './recover.ts';
export { lookForLeft, resolveUnknown } from './resolve-unknown.ts';
export {
  addSavedReply,
  changeSavedReply,
  findSavedReply,
  listSavedReplies,
  removeSavedReply,
} from './saved-replies.ts';
export { countSegments, type SegmentCount } from './segments.ts';
export { describeTrouble, isUnderWay, type Message } from './stored-message.ts';
export { sweepMedia } from './sweep-media.ts';
export { statusOf, takeReport, takeReportsOfBack } from './take-report.ts';
export { isOld, tellBrowsers } from './tell-browsers.ts';
export { readTimeline } from './timeline.ts';
export { readTroubles } from './troubles.ts';
export { findUpload, mostPictureBytes, pruneUploads, upload } from './uploads.ts';
export { retry, write } from './write.ts';
export {
  atItsHour,
  fillForMany,
  findWays,
  repliesFirst,
  type Unwritten,
  type Ways,
  writeToMany,
} from './write-to-many.ts';

/** A page of a conversation, oldest first: the newest `limit`, or those next to the message named. */
export async function list(
  scope: TeamScope,
  conversationId: string,
  options: { before?: string | undefined; after?: string | undefined; limit: number },
): Promise<Message[]> {
  await findRoute(scope, conversationId);
  let query = selectMessages(scope).where('messages.conversation_id', '=', conversationId).limit(options.limit);
  if (options.before) query = query.where('messages.id', '<', options.before);
  if (options.after) query = query.where('messages.id', '>', options.after);
  const isForward = options.after !== undefined;
  const rows = await query.orderBy('messages.id', isForward ? 'asc' : 'desc').execute();
  const messages = rows.map((row) => toMessage(scope, row));
  return isForward ? messages : messages.reverse();
}

/** @throws AppError `not_found`. */
export async function find(scope: TeamScope, messageId: string): Promise<Message> {
  const found = (await findAll(scope, [messageId])).get(messageId.toLowerCase());
  if (!found) throw notFound('message');
  return found;
}

/** Several messages at once, by id. Those that do not exist are left out. */
export async function findAll(scope: TeamScope, messageIds: string[]): Promise<Map<string, Message>> {
  if (messageIds.length === 0) return new Map();
  const chosen = selectMessages(scope).where(sql<boolean>`messages.id = any(${messageIds}::uuid[])`);
  const { rows } = await prepared<Row>('find-messages', sql`${chosen}`).execute(scope.db);
  return new Map(rows.map((row) => [row.id, toMessage(scope, row)]));
}

/** Whether anybody has ever answered us. */
export async function hasHeardBack(scope: TeamScope): Promise<boolean> {
  const row = await scope.db
    .selectFrom('messages')
    .select('id')
    .where('team_id', '=', scope.teamId)
    .where('direction', '=', 'inbound')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
