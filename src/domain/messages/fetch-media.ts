import { DownloadError } from '../../platform/download.ts';
import type { MediaStore } from '../../platform/media-store.ts';
import { readFile } from '../../platform/pictures/pictures.ts';
import { announce, inTransaction, type TeamScope } from '../floor.ts';
import { find, providerOf } from '../lines/lines.ts';
import { fetchLater } from './media.ts';

const mostBytes = 10 * 1024 * 1024;
const timeoutMs = 30_000;

/** Fetches a file that came with a text and keeps it, or tries again later, or says at last that it cannot be had. */
export async function fetchMedia(scope: TeamScope, mediaId: string, tries: number, store: MediaStore): Promise<void> {
  const wanted = await findWaiting(scope, mediaId);
  if (!wanted) return;
  const line = await find(scope, wanted.line_id);
  const { url } = (wanted.media as { url: string }[])[wanted.position]!;
  const fetched = await download().catch((error) => {
    if (error instanceof DownloadError) return error;
    throw error;
  });
  if (fetched instanceof DownloadError) {
    if (!fetched.isFinal && (await fetchLater(scope, mediaId, tries + 1))) return;
    await settle(scope, mediaId, { state: 'failed', fault: fetched.message.slice(0, 500) });
    return;
  }
  const file = readFile(fetched);
  if (!file) {
    await settle(scope, mediaId, { state: 'failed', fault: 'The picture is broken.' });
    return;
  }
  const { type, size, bytes } = file;
  await store.put(scope.teamId, mediaId, bytes);
  const facts = { type, bytes: bytes.length, width: size?.width ?? null, height: size?.height ?? null };
  // Who was removed meanwhile leaves nothing behind.
  if (!(await settle(scope, mediaId, { state: 'stored', ...facts }))) await store.remove(scope.teamId, mediaId);

  async function download(): Promise<Buffer> {
    const provider = providerOf(scope, line.provider);
    if (!provider.fetchMedia) throw new DownloadError(`${provider.title} has no files.`, true);
    return provider.fetchMedia(line, url, { mostBytes, timeoutMs });
  }
}

function findWaiting(scope: TeamScope, mediaId: string) {
  return scope.db
    .selectFrom('media')
    .innerJoin('messages', (join) =>
      join
        .onRef('messages.team_id', '=', 'media.team_id')
        .onRef('messages.conversation_id', '=', 'media.conversation_id')
        .onRef('messages.id', '=', 'media.message_id'),
    )
    .select(['messages.line_id', 'messages.media', 'media.position'])
    .where('media.team_id', '=', scope.teamId)
    .where('media.id', '=', mediaId)
    .where('media.state', '=', 'waiting')
    .executeTakeFirst();
}

interface Facts {
  state: 'stored' | 'failed';
  type?: string;
  bytes?: number;
  width?: number | null;
  height?: number | null;
  fault?: string;
}

function settle(scope: TeamScope, mediaId: string, facts: Facts): Promise<boolean> {
  return inTransaction(scope, async (tx) => {
    const row = await tx.db
      .updateTable('media')
      .set(facts)
      .where('team_id', '=', tx.teamId)
      .where('id', '=', mediaId)
      .returning(['conversation_id', 'message_id'])
      .executeTakeFirst();
    if (!row) return false;
    announce(tx, { kind: 'message.changed', conversationId: row.conversation_id, messageId: row.message_id });
    return true;
  });
}
