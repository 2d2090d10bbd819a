import { type RawBuilder, sql } from 'kysely';
import type { TeamScope } from '../../floor.ts';

/** By what the table is sorted. Whoever has nothing in a field comes last, whichever way it goes. */
export interface Sort {
  by: 'name' | 'heard' | 'created' | { fieldId: string };
  isDown: boolean;
}

/** Where a row stands: what it is sorted by, as text, then its id. */
export interface TablePlace {
  /** Null among those who have nothing in the field that it is sorted by, and where it is sorted by something else. */
  number: string | null;
  words: string | null;
  id: string;
}

/** People in an order: where they are read, what they are sorted by, and which come after a place. */
export interface Order {
  /** Joined to `people`, or nothing. */
  join: RawBuilder<unknown>;
  where: RawBuilder<unknown>;
  /** `number` and `words` of a place, as text. */
  number: RawBuilder<unknown>;
  words: RawBuilder<unknown>;
  by: RawBuilder<unknown>;
}

const none = '00000000-0000-0000-0000-000000000000';

/** The parts of an order, one after the other: of a field, first who has something in it. Those before the place are left out. */
export function ordersOf({ teamId }: TeamScope, { by, isDown }: Sort, after: TablePlace | null): Order[] {
  const team = sql`${teamId}::uuid`;
  const way = isDown ? sql`desc` : sql`asc`;
  const beyond = isDown ? sql`<` : sql`>`;
  const simple = { join: sql``, number: sql`null::text`, words: sql`null::text` };
  if (by === 'created')
    return [
      {
        ...simple,
        where: after ? sql`people.id ${beyond} ${after.id}::uuid` : sql`true`,
        by: sql`people.id ${way}`,
      },
    ];
  if (by === 'name')
    return [
      {
        ...simple,
        words: sql`lower(people.name)`,
        where: after ? sql`(lower(people.name), people.id) ${beyond} (${after.words}, ${after.id}::uuid)` : sql`true`,
        by: sql`lower(people.name) ${way}, people.id ${way}`,
      },
    ];
  if (by === 'heard') {
    const heard = sql`coalesce(last_inbound_id, ${sql.lit(none)}::uuid)`;
    return [
      {
        ...simple,
        join: sql`join conversations as talk on talk.team_id = ${team} and talk.person_id = people.id`,
        words: sql`${heard}::text`,
        where: after ? sql`(${heard}, talk.person_id) ${beyond} (${after.words}::uuid, ${after.id}::uuid)` : sql`true`,
        by: sql`${heard} ${way}, talk.person_id ${way}`,
      },
    ];
  }
  const field = sql`${by.fieldId}::uuid`;
  const filled: Order = {
    join: sql`join field_places as sorted on sorted.team_id = ${team} and sorted.field_id = ${field}
      and sorted.person_id = people.id`,
    number: sql`sorted.number::text`,
    words: sql`sorted.words`,
    where: after
      ? sql`(sorted.number, sorted.words, sorted.person_id) ${beyond}
          (${after.number}::double precision, ${after.words}, ${after.id}::uuid)`
      : sql`true`,
    by: sql`sorted.number ${way}, sorted.words ${way}, sorted.person_id ${way}`,
  };
  const isEmpty = sql`not exists (select from field_places as sorted where sorted.team_id = ${team}
    and sorted.field_id = ${field} and sorted.person_id = people.id)`;
  const empty: Order = {
    ...simple,
    where: after && after.number === null ? sql`${isEmpty} and people.id > ${after.id}::uuid` : isEmpty,
    by: sql`people.id`,
  };
  return after && after.number === null ? [empty] : [filled, empty];
}
