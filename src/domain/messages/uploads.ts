import { AppError, invalid, notFound } from '../../platform/errors.ts';
import type { MediaStore } from '../../platform/media-store.ts';
import { readFile } from '../../platform/pictures/pictures.ts';
import type { TeamScope, TeamTransaction } from '../floor.ts';
import type { Member } from '../teams/teams.ts';

/** A picture that waits to be sent. */
export interface Upload {
  id: string;
  type: string;
  bytes: number;
  width: number;
  height: number;
}

/** Twilio's limit for all pictures of one text (https://www.twilio.com/docs/messaging/guides/accepted-mime-types). */
export const mostPictureBytes = 5 * 1024 * 1024;

/** Of one text (error 21623). */
const mostPictures = 10;

/** So many may wait: whoever chooses more has forgotten those before. */
const mostWaiting = 100;

/**
 * Keeps a picture that a member wants to send: what it is counts by its bytes, and it goes without what it tells of
 * place, time and maker.
 * @throws AppError `invalid` for what is no picture that can be sent, `too_many`.
 */
export async function upload(member: Member, bytes: Buffer, store: MediaStore): Promise<Upload> {
  const file = bytes.length > 0 ? readFile(bytes) : null;
  if (!file) throw invalid({ file: 'This picture is broken. Choose another one.' });
  if (!file.size) {
    throw invalid({ file: 'Only JPEG, PNG, GIF and WebP pictures with at most 50 million points can be sent.' });
  }
  const mine = () =>
    member.db.selectFrom('uploads').where('team_id', '=', member.teamId).where('member_id', '=', member.memberId);
  const { count } = await mine()
    .select((select) => select.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  if (Number(count) >= mostWaiting) {
    throw new AppError('too_many', 'Too many pictures are waiting to be sent. Send some, or wait until tomorrow.');
  }
  const uploaded = { id: member.newId(), type: file.type, bytes: file.bytes.length, ...file.size };
  // Before the file: the sweep takes away those that nobody knows of.
  await member.db
    .insertInto('uploads')
    .values({ team_id: member.teamId, member_id: member.memberId, created_at: member.clock.now(), ...uploaded })
    .execute();
  await store.put(member.teamId, uploaded.id, file.bytes);
  return uploaded;
}

/**
 * Takes chosen pictures for a text, in the transaction that writes it: nobody can send them again.
 * @throws AppError `invalid` when one is not there, or they are too many or too large together.
 */
export async function takeUploads(tx: TeamTransaction & { memberId: string }, ids: string[]): Promise<Upload[]> {
  if (ids.length > mostPictures) throw invalid({ mediaIds: `One text can have ${mostPictures} pictures.` });
  if (ids.length === 0) return [];
  const rows = await tx.db
    .deleteFrom('uploads')
    .where('team_id', '=', tx.teamId)
    .where('member_id', '=', tx.memberId)
    .where('id', 'in', ids)
    .returning(['id', 'type', 'bytes', 'width', 'height'])
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  const taken = ids.flatMap((id) => byId.get(id) ?? []);
  if (taken.length < ids.length || byId.size < ids.length) {
    throw invalid({ mediaIds: 'A picture is not here any more. Add it again.' });
  }
  if (taken.reduce((sum, { bytes }) => sum + bytes, 0) > mostPictureBytes) {
    throw invalid({ mediaIds: 'All pictures of one text can have 5 MB together.' });
  }
  return taken;
}

/** Removes what was chosen before a time and never sent; its files go with the sweep. @returns how many. */
export async function pruneUploads(scope: TeamScope, before: Date): Promise<number> {
  const gone = await scope.db
    .deleteFrom('uploads')
    .where('team_id', '=', scope.teamId)
    .where('created_at', '<', before)
    .executeTakeFirst();
  return Number(gone.numDeletedRows);
}

/** What a picture is that this member has chosen. @throws AppError `not_found`. */
export async function findUpload(member: Member, id: string): Promise<Upload> {
  const row = await member.db
    .selectFrom('uploads')
    .select(['id', 'type', 'bytes', 'width', 'height'])
    .where('team_id', '=', member.teamId)
    .where('member_id', '=', member.memberId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound('file');
  return row;
}
