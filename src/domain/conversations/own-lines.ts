import { type RawBuilder, sql } from 'kysely';
import { type MemberIds, type Own, type OwnRow, ownOf, toOwn, type Unread, withMark } from './stored-conversation.ts';

/** Where a conversation stands in its view's order, and what of it is a member's own. */
interface OwnLine {
  place: string;
  /** Up to which text they have seen it. */
  readId: string | null;
  own: Omit<Own, keyof Unread>;
}

/**
 * A page as one value, null when it is empty: a line for each of its rows, in their order. Fifty rows of columns cost the
 * driver more than all else that is done for a page. No part has a tab or an end of line in it: JSON writes them otherwise.
 */
export const linesOf = (member: MemberIds, page: RawBuilder<unknown>, by: RawBuilder<unknown>) => sql<string | null>`
  (select string_agg(
      concat(id, e'\t', place, e'\t', read_id, e'\t', is_marked_unread, e'\t', mentioned, e'\t', draft), e'\n'
      order by place ${by}, id ${by})
    from (select conversation.id, conversation.place, ${ownOf(member)}
      from (${page}) as conversation ${withMark(member)}) as found)`;

const idLength = 36;

export const linesIn = (page: string | null) => page?.split('\n') ?? [];

/** Of which conversation a line is. */
export const idOf = (line: string) => line.slice(0, idLength);

export function readLine(line: string): OwnLine {
  const [, place, readId, isMarkedUnread, mentioned, draft] = line.split('\t') as [string, ...string[]];
  return {
    place: place as string,
    readId: readId || null,
    own: toOwn({
      is_marked_unread: isMarkedUnread === 't',
      mentioned: mentioned === 't',
      draft: draft ? (JSON.parse(draft) as OwnRow['draft']) : null,
    }),
  };
}
