import { sql } from 'kysely';
import { firstIdAt } from '../../platform/ids.ts';
import type { ListedText, StatusReport } from '../../providers/provider.ts';
import type { TeamScope } from '../floor.ts';
import { rises, type Status } from '../message-status.ts';

/** Those of a company's texts that we do not have, and that did not go with a person who was removed. */
export async function withoutKnown(scope: TeamScope, lineId: string, texts: ListedText[]): Promise<ListedText[]> {
  if (texts.length === 0) return [];
  const ids = texts.map(({ providerId }) => providerId);
  const { rows } = await sql<{ provider_id: string }>`
    select provider_id from messages
    where team_id = ${scope.teamId} and line_id = ${lineId} and provider_id = any (${ids}::text[])
    union select provider_id from forgotten_texts
    where team_id = ${scope.teamId} and line_id = ${lineId} and provider_id = any (${ids}::text[])`.execute(scope.db);
  const known = new Set(rows.map((row) => row.provider_id));
  return texts.filter(({ providerId }) => !known.has(providerId));
}

/**
 * When the oldest text left, since a time, of which the company may know more than we do; null when there is none.
 * With `until`, only those that have stayed as they are since then.
 */
export async function oldestUnsettled(
  scope: TeamScope,
  lineId: string,
  since: Date,
  until: Date | null,
): Promise<Date | null> {
  const row = await scope.db
    .selectFrom('messages')
    .select((select) => select.fn.min('created_at').as('oldest'))
    .where('team_id', '=', scope.teamId)
    .where('line_id', '=', lineId)
    .where('id', '>', firstIdAt(since))
    .where('direction', '=', 'outbound')
    .where('status', 'in', ['accepted', 'sent'])
    .$if(until !== null, (query) => query.where('status_at', '<', until as Date))
    .executeTakeFirst();
  return row?.oldest ?? null;
}

/** Those of a company's texts that are ours and have come further than we know. */
export async function withNews(
  scope: TeamScope,
  lineId: string,
  texts: ListedText[],
): Promise<(ListedText & Pick<StatusReport, 'status'>)[]> {
  if (texts.length === 0) return [];
  const { rows } = await sql<{ provider_id: string; status: Status }>`
    select provider_id, status from messages
    where team_id = ${scope.teamId} and line_id = ${lineId} and direction = 'outbound'
      and provider_id = any (${texts.map(({ providerId }) => providerId)}::text[])`.execute(scope.db);
  const statuses = new Map(rows.map((row) => [row.provider_id, row.status]));
  return texts.flatMap(({ status, ...text }) => {
    const known = statuses.get(text.providerId);
    // What the company calls sending is what we call accepted.
    return status && status !== 'sending' && known && rises(known, status) ? [{ ...text, status }] : [];
  });
}
