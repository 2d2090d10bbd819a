import { type RawBuilder, sql } from 'kysely';
import { invalid } from '../../../platform/errors.ts';
import { conditionOf } from './conditions.ts';
import type { Filter } from './filter.ts';
import type { Known, Place } from './known.ts';

/** So many conditions may come together in one, with the rules of the groups that it names. */
const mostConditions = 500;

/**
 * A filter as a condition on `people`, which must be called so in the statement: true or false, never null.
 * @throws AppError `unreadable` for what the team does not have, with its place under `path`; `invalid` for too much.
 */
export function predicateOf(
  known: Known,
  filter: Filter,
  { path = 'filter', inside = [], count = { conditions: 0 } }: Partial<Place> = {},
): RawBuilder<boolean> {
  const parts = filter.conditions.map((part, at) => {
    const place: Place = { path: path && `${path}.conditions.${at}`, inside, count };
    if ('conditions' in part) return predicateOf(known, part, place);
    count.conditions += 1;
    if (count.conditions > mostConditions)
      throw invalid({
        [path ?? 'rule']: `With the groups that this names it has more than ${mostConditions} conditions. Use fewer.`,
      });
    return conditionOf(known, part, place, (groupId, rule) => ruleOf(known, groupId, rule, place));
  });
  if (parts.length === 0) return sql<boolean>`true`;
  return sql<boolean>`(${sql.join(parts, filter.match === 'all' ? sql` and ` : sql` or `)})`;
}

/** Whoever fits the rule of a group, inside of other conditions; in a circle, which no rule may make, nobody does. */
export function ruleOf(
  known: Known,
  groupId: string,
  rule: Filter,
  { inside, count }: Pick<Place, 'inside' | 'count'> = { inside: [], count: { conditions: 0 } },
): RawBuilder<boolean> {
  if (inside.includes(groupId)) return sql<boolean>`false`;
  return predicateOf(known, rule, { path: null, inside: [...inside, groupId], count });
}
