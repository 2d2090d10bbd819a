import { sql } from 'kysely';
import { notFound } from '../../platform/errors.ts';
import { later } from '../../platform/queue.ts';
import type { IncomingText } from '../../providers/provider.ts';
import type { TeamScope, TeamTransaction } from '../floor.ts';

/** Something that came with a text, as far as we know it. */
export interface Media {
  id: string;
  /** What the company said it is. */
  contentType: string;
  index: number;
  /** By content; null until it is stored, and so are the others. */
  type: string | null;
  bytes: number | null;
  /** Of a picture that can be shown, as people see it. */
  width: number | null;
  height: number | null;
  state: 'waiting' | 'stored' | 'failed';
}

/** Notes what came with a text and has it fetched, in the transaction that brings the text. */
export async function awaitMedia(
  tx: TeamTransaction,
  message: { id: string; conversationId: string },
  media: IncomingText['media'],
): Promise<void> {
  for (const position of media.keys()) {
    const id = tx.newId();
    await tx.db
      .insertInto('media')
      .values({
        team_id: tx.teamId,
        id,
        conversation_id: message.conversationId,
        message_id: message.id,
        position,
        state: 'waiting',
      })
      .execute();
    await fetchLater(tx, id, 0);
  }
}

/** After how many seconds a file is tried again: it may not be ready yet, and its company may have a bad hour. */
const triesAfter = [0, 5, 30, 120, 600, 3600, 4 * 3600];

/** @returns false when it has been tried often enough. */
export async function fetchLater(scope: TeamScope, mediaId: string, tries: number): Promise<boolean> {
  const seconds = triesAfter[tries];
  if (seconds === undefined) return false;
  // Two at a time in all: a place that answers slowly must not keep the workers from sending.
  const queue = `media:${Number.parseInt(mediaId.slice(-1), 16) % 2}`;
  const plan = { queue, key: `media:${mediaId}`, afterMs: seconds * 1000 };
  await later(scope.db, 'fetch-media', { teamId: scope.teamId, mediaId, tries }, plan);
  return true;
}

/** A part of a larger query: what came with the message of each row, in order, or null. */
export const mediaOfMessage = sql<Media[] | null>`
  case when messages.media <> '[]' then (
    select json_agg(json_build_object('id', id, 'contentType', messages.media -> position ->> 'contentType',
      'index', position, 'type', type, 'bytes', bytes, 'width', width, 'height', height, 'state', state) order by position)
    from media where media.team_id = messages.team_id and media.message_id = messages.id) end`;

/**
 * What a stored file is.
 * @throws AppError `not_found` also for one that is not stored.
 */
export async function findMedia(
  scope: TeamScope,
  mediaId: string,
): Promise<{ id: string; type: string; isPicture: boolean }> {
  const row = await scope.db
    .selectFrom('media')
    .select(['id', 'type', 'width'])
    .where('team_id', '=', scope.teamId)
    .where('id', '=', mediaId)
    .where('state', '=', 'stored')
    .executeTakeFirst();
  if (!row?.type) throw notFound('file');
  return { id: row.id, type: row.type, isPicture: row.width !== null };
}

/** Those of some ids that are of no file that we know. */
export async function withoutMedia(scope: TeamScope, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await scope.db
    .selectFrom('media')
    .select('id')
    .where('team_id', '=', scope.teamId)
    .where('id', 'in', ids)
    .execute();
  const known = new Set(rows.map(({ id }) => id));
  return ids.filter((id) => !known.has(id));
}
