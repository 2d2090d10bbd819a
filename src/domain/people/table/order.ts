import { type RawBuilder, sql } from 'kysely';
import type { TeamScope } from '../../floor.ts';
import { exists } from '../rules/known.ts';

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

/** A part of an order, which an index has. */
export interface Order {
  /** The table whose index it is. */
  from: RawBuilder<unknown>;
  /** `people`, joined to it where it is another. */
  join: RawBuilder<unknown>;
  /** Which of its rows. */
  where: RawBuilder<unknown>;
  /** By what they are sorted; the index has all that these are made of. The last is the id of the person. */
  keys: RawBuilder<unknown>[];
  way: RawBuilder<unknown>;
  /** The place of a row, out of its keys, which are called `key_0` and so on. */
  number: RawBuilder<unknown>;
  words: RawBuilder<unknown>;
}

const none = '00000000-0000-0000-0000-000000000000';

/**
 * The parts of an order, one after the other: of a field, first who has something in it. Those before the place are left
 * out. Whether somebody has nothing is asked one by one where few are looked for (`isNear`).
 */
export function ordersOf(
  { teamId }: TeamScope,
  { by, isDown }: Sort,
  after: TablePlace | null,
  isNear: boolean,
): Order[] {
  const team = sql`${teamId}::uuid`;
  const ours = sql`people.team_id = ${team}`;
  /** The rows of a table after a place with these keys, or all of them. */
  const order = (keys: RawBuilder<unknown>[], values: RawBuilder<unknown>[], part: Partial<Order> = {}): Order => {
    const { where = ours, from } = part;
    const isAfter = sql`(${sql.join(keys)}) ${isDown ? sql`<` : sql`>`} (${sql.join(values)})`;
    return {
      from: sql`people`,
      join: from ? sql`join people on ${ours} and people.id = ${keys.at(-1)}` : sql``,
      keys,
      way: isDown ? sql`desc` : sql`asc`,
      number: sql`null::text`,
      words: keys.length > 1 ? sql`key_0::text` : sql`null::text`,
      ...part,
      where: after ? sql`${where} and ${isAfter}` : where,
    };
  };
  const id = sql`${after?.id}::uuid`;
  if (by === 'created') return [order([sql`people.id`], [id])];
  if (by === 'name') return [order([sql`lower(people.name)`, sql`people.id`], [sql`${after?.words}`, id])];
  if (by === 'heard')
    return [
      order(
        [sql`coalesce(talk.last_inbound_id, ${sql.lit(none)}::uuid)`, sql`talk.person_id`],
        [sql`${after?.words}::uuid`, id],
        { from: sql`conversations as talk`, where: sql`talk.team_id = ${team}` },
      ),
    ];
  const isThis = sql`sorted.team_id = ${team} and sorted.field_id = ${by.fieldId}::uuid`;
  const isFilled = exists(
    { isNear },
    sql`from field_places as sorted where ${isThis} and sorted.person_id = people.id`,
  );
  const isPastFilled = after !== null && after.number === null;
  const empty = {
    ...order([sql`people.id`], []),
    way: sql`asc`,
    where: sql`${ours} and not ${isFilled} and ${isPastFilled ? sql`people.id > ${id}` : sql`true`}`,
  };
  if (isPastFilled) return [empty];
  const filled = order(
    [sql`sorted.number`, sql`sorted.words`, sql`sorted.person_id`],
    [sql`${after?.number}::double precision`, sql`${after?.words}`, id],
    { from: sql`field_places as sorted`, where: isThis, number: sql`key_0::text`, words: sql`key_1` },
  );
  return [filled, empty];
}
