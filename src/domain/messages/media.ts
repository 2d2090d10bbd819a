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
  /** What the picture shows, in the words of whoever sent it from here. */
  alt: string | null;
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
        file_id: id,
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
      'alt', messages.media -> position ->> 'alt',
      'index', position, 'type', type, 'bytes', bytes, 'width', width, 'height', height, 'state', state) order by position)
    from media where media.team_id = messages.team_id and media.message_id = messages.id) end`;

/**
 * What a stored file is, and the id by which the store has it: a picture of ours is known by the id of its upload as well.
 * @throws AppError `not_found` also for one that is not stored.
 */
export async function findMedia(
  scope: TeamScope,
  mediaId: string,
): Promise<{ id: string; type: string; isPicture: boolean }> {
  const row = await scope.db
    .selectFrom('media')
    .select(['file_id', 'type', 'width'])
    .where('team_id', '=', scope.teamId)
    .where((where) => where.or([where('id', '=', mediaId), where('file_id', '=', mediaId)]))
    .where('state', '=', 'stored')
    .executeTakeFirst();
  if (!row?.type) throw notFound('file');
  return { id: row.file_id, type: row.type, isPicture: row.width !== null };
}

/** Those of some ids that are of no file that we know. */
export async function withoutMedia(scope: TeamScope, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select file_id as id from media where team_id = ${scope.teamId} and file_id = any (${ids}::uuid[])
    union select id from uploads where team_id = ${scope.teamId} and id = any (${ids}::uuid[])
    -- Of people who were removed, and may come back.
    union select unnest(file_ids) from removed_people where team_id = ${scope.teamId} and file_ids && ${ids}::uuid[]`.execute(
    scope.db,
  );
  const known = new Set(rows.map(({ id }) => id));
  return ids.filter((id) => !known.has(id));
}

/** What goes out with a text, in order. */
export interface Enclosure {
  fileId: string;
  type: string;
  bytes: number;
  width: number | null;
  height: number | null;
  alt: string | null;
}

/** As the message's own row keeps it. */
export const enclosed = (enclosures: Enclosure[]): string =>
  JSON.stringify(enclosures.map(({ type, alt }) => ({ contentType: type, ...(alt && { alt }) })));

/** Notes what goes out with a text, in the transaction that writes it. The files are here already. */
export async function enclose(
  tx: TeamTransaction,
  message: { id: string; conversationId: string },
  enclosures: Enclosure[],
): Promise<void> {
  if (enclosures.length === 0) return;
  await tx.db
    .insertInto('media')
    .values(
      enclosures.map(({ fileId, type, bytes, width, height }, position) => ({
        team_id: tx.teamId,
        id: tx.newId(),
        file_id: fileId,
        conversation_id: message.conversationId,
        message_id: message.id,
        position,
        state: 'stored',
        type,
        bytes,
        width,
        height,
      })),
    )
    .execute();
}

/** What went out with a text, to go out once more. */
export async function enclosuresOf(scope: TeamScope, message: { id: string; media: Media[] }): Promise<Enclosure[]> {
  if (message.media.length === 0) return [];
  const rows = await scope.db
    .selectFrom('media')
    .select(['file_id', 'type', 'bytes', 'width', 'height', 'position'])
    .where('team_id', '=', scope.teamId)
    .where('message_id', '=', message.id)
    .orderBy('position')
    .execute();
  return rows.map(({ file_id: fileId, type, bytes, width, height, position }) => {
    const alt = message.media.find(({ index }) => index === position)?.alt ?? null;
    return { fileId, type: type ?? 'application/octet-stream', bytes: bytes ?? 0, width, height, alt };
  });
}
