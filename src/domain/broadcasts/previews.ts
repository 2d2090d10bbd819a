import { sql } from 'kysely';
import { fieldsIn } from '../messages/messages.ts';
import { findProfile, type Member } from '../teams/teams.ts';
import { chosenOf, fullOf } from './audience.ts';
import { findUncounted } from './broadcast.ts';
import { isLonger } from './look.ts';
import { type Alike, alikeOf } from './texts.ts';

/** A broadcast as one person would get it. */
export interface Preview {
  person: { id: string; name: string };
  to: string;
  timeZone: string;
  body: string;
  segments: number;
  encoding: 'GSM-7' | 'UCS-2';
  /** Those that are not filled in with what they have. */
  fields: { name: string; why: 'unknown' | 'empty'; fallback: string | null }[];
}

/**
 * The texts of a broadcast as real people would get them, the longest first; of those that are the same, one.
 * @throws AppError `not_found`.
 */
export async function preview(
  member: Member,
  broadcastId: string,
  { from, limit }: { from: number; limit: number },
): Promise<Preview[]> {
  const broadcast = await findUncounted(member, broadcastId);
  const { name } = await findProfile(member);
  const alike = (await alikeOf(member, broadcast, { author: name, full: await fullOf(member, broadcast) })).filter(
    ({ leftBecause }) => leftBecause === null,
  );
  const some = alike
    .sort((a, b) => Number(isLonger(b, a)) - Number(isLonger(a, b)) || (a.personId < b.personId ? -1 : 1))
    .slice(from, from + limit);
  const { rows } = await sql<{ person_id: string; name: string; address: string }>`
    select person_id, name, address from (${await chosenOf(member, { ...broadcast, audience: named(some) })}) as chosen`.execute(
    member.db,
  );
  const people = new Map(rows.map((row) => [row.person_id, row]));
  return some.map((one) => ({
    person: { id: one.personId, name: people.get(one.personId)?.name ?? '' },
    to: people.get(one.personId)?.address ?? '',
    timeZone: one.timeZone,
    body: one.body,
    segments: one.text.segments,
    encoding: one.text.encoding,
    fields: fieldsIn(broadcast.body).flatMap(({ name, fallback }) => {
      const value = one.fields.get(name.toLowerCase());
      return value ? [] : [{ name, why: value === undefined ? ('unknown' as const) : ('empty' as const), fallback }];
    }),
  }));
}

const named = (some: Alike[]) => ({
  groupIds: [],
  personIds: some.map(({ personId }) => personId),
  exceptGroupIds: [],
  exceptPersonIds: [],
});
