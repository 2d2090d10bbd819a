import { setImmediate as breath } from 'node:timers/promises';
import { type RawBuilder, sql } from 'kysely';
import type { TeamScope } from '../floor.ts';
import { list } from '../lines/lines.ts';
import { countSegments, fieldsIn, fieldsOf, fillForMany, type SegmentCount } from '../messages/messages.ts';
import { findTeam } from '../teams/teams.ts';
import { chosenOf } from './audience.ts';
import type { Uncounted } from './broadcast.ts';
import type { LeftReason } from './left-reason.ts';
import { placeOfNumber, zoneOf } from './zones.ts';

/** What one text can hold, as everywhere. */
export const longestText = 1600;

/** So many texts are filled in a few hundredths of a second. */
const breathEvery = 2000;

/** Some who are chosen and are alike in all that matters to a broadcast. */
export interface Alike {
  leftBecause: LeftReason | null;
  lineId: string | null;
  /** They are texted over the practice line, which reaches nobody. */
  isPractice: boolean;
  timeZone: string;
  /** What their number begins with, when their zone is known by that. */
  place: string | null;
  count: number;
  times: number;
  /** One of them. */
  personId: string;
  /** What its fields stand for; without fields nobody differs. */
  fields: ReadonlyMap<string, string>;
  body: string;
  text: SegmentCount;
}

type Named = { name: string; fields: Record<string, string> };
type Row = Pick<Alike, 'leftBecause' | 'lineId' | 'place' | 'count' | 'times' | 'personId'> &
  Named & { timeZone: string | null };

/** All who are chosen, those together who would get the same text in the same way, or nothing for the same reason. */
export async function alikeOf(
  scope: TeamScope,
  broadcast: Uncounted,
  { author, full }: { author: string; full: string[] },
): Promise<Alike[]> {
  const used = usedBy(broadcast.body);
  const { rows } = await sql<Row>`
    select left_because as "leftBecause", line_id as "lineId", time_zone as "timeZone",
      ${placeOfNumber(sql`time_zone`, sql`address`)} as place,
      case when left_because is null then ${used.name} else '' end as name,
      case when left_because is null then ${used.fields} else '{}' end as fields,
      count(*)::int as count, sum(times)::int as times,
      (array_agg(person_id))[1] as "personId"
    from (${await chosenOf(scope, broadcast, { full })}) as chosen group by 1, 2, 3, 4, 5, 6`.execute(scope.db);
  const { name: team, timeZone: home } = await findTeam(scope);
  const practice = (await list(scope)).find((line) => line.isPractice)?.id;
  const counts = new Map<string, SegmentCount>();
  const all: Alike[] = [];
  for (const { name, fields: own, ...row } of rows) {
    // Others are answered in between.
    if (all.length % breathEvery === 0) await breath();
    const fields = fieldsOf({ person: { name, fields: own }, author, team });
    const body = fillForMany(broadcast.body, fields);
    const text = counts.get(body) ?? countSegments(body);
    counts.set(body, text);
    all.push({ ...row, isPractice: row.lineId === practice, timeZone: zoneOf(row, home), fields, body, text });
  }
  return all;
}

/** What some people are called, by their ids. */
export async function namesOf(scope: TeamScope, ids: string[]): Promise<(id: string) => { id: string; name: string }> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from people where team_id = ${scope.teamId}::uuid and id = any (${ids}::uuid[])`.execute(scope.db);
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return (id) => ({ id, name: names.get(id) ?? '' });
}

/** As little of a person as the text says of them, so that many are alike: `fieldsOf` finds the same in it. */
function usedBy(body: string): { name: RawBuilder<unknown>; fields: RawBuilder<unknown> } {
  const used = new Set(fieldsIn(body).map(({ name }) => name.toLowerCase()));
  const first = sql`case when name ~ '^\\+?\\d+$' then name else coalesce(substring(name from '\\S+'), '') end`;
  return {
    name: used.has('name') ? sql`name` : used.has('first name') ? first : sql`''`,
    fields:
      used.size === 0
        ? sql`'{}'::jsonb`
        : sql`case when fields = '{}' then fields else (
            select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(fields)
            where lower(key) = any (${[...used]}::text[])) end`,
  };
}
