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

/** A part of an order, which an index has: what is joined to `people`, which of them, and by what they are sorted. */
export interface Order {
  join: RawBuilder<unknown>;
  where: RawBuilder<unknown>;
  /** The last is the id. */
  keys: RawBuilder<unknown>[];
  way: RawBuilder<unknown>;
  /** The place of a row, out of its keys, which are called `key_0` and so on. */
  number: RawBuilder<unknown>;
  words: RawBuilder<unknown>;
}

const none = '00000000-0000-0000-0000-000000000000';

/** The parts of an order, one after the other: of a field, first who has something in it. Those before the place are left out. */
export function ordersOf({ teamId }: TeamScope, { by, isDown }: Sort, after: TablePlace | null): Order[] {
  const team = sql`${teamId}::uuid`;
  const isAfter = (keys: RawBuilder<unknown>[], values: RawBuilder<unknown>[]) =>
    after ? sql`(${sql.join(keys)}) ${isDown ? sql`<` : sql`>`} (${sql.join(values)})` : sql`true`;
  const order = (part: Partial<Order> & { keys: RawBuilder<unknown>[] }, values: RawBuilder<unknown>[]): Order => ({
    join: sql``,
    where: isAfter(part.keys, values),
    way: isDown ? sql`desc` : sql`asc`,
    number: sql`null::text`,
    words: part.keys.length > 1 ? sql`key_0::text` : sql`null::text`,
    ...part,
  });
  const id = sql`${after?.id}::uuid`;
  if (by === 'created') return [order({ keys: [sql`people.id`] }, [id])];
  if (by === 'name') return [order({ keys: [sql`lower(people.name)`, sql`people.id`] }, [sql`${after?.words}`, id])];
  if (by === 'heard') {
    const join = sql`join conversations as talk on talk.team_id = ${team} and talk.person_id = people.id`;
    const keys = [sql`coalesce(talk.last_inbound_id, ${sql.lit(none)}::uuid)`, sql`talk.person_id`];
    return [order({ join, keys }, [sql`${after?.words}::uuid`, id])];
  }
  const isThis = sql`sorted.team_id = ${team} and sorted.field_id = ${by.fieldId}::uuid and sorted.person_id = people.id`;
  const isEmpty = sql`not exists (select from field_places as sorted where ${isThis})`;
  const isPastFilled = after !== null && after.number === null;
  const empty = order(
    {
      keys: [sql`people.id`],
      way: sql`asc`,
      where: isPastFilled ? sql`${isEmpty} and people.id > ${id}` : isEmpty,
    },
    [],
  );
  if (isPastFilled) return [empty];
  const filled = order(
    {
      join: sql`join field_places as sorted on ${isThis}`,
      keys: [sql`sorted.number`, sql`sorted.words`, sql`sorted.person_id`],
      number: sql`key_0::text`,
      words: sql`key_1`,
    },
    [sql`${after?.number}::double precision`, sql`${after?.words}`, id],
  );
  return [filled, empty];
}
