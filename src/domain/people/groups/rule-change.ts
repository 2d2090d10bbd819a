import { sql } from 'kysely';
import { invalid } from '../../../platform/errors.ts';
import type { TeamScope } from '../../floor.ts';
import { conditionsIn, type Filter } from '../rules/filter.ts';
import { type Known, readKnown } from '../rules/known.ts';
import { predicateOf, ruleOf } from '../rules/predicate.ts';

/** The groups that a rule names. */
export function groupsIn(rule: Filter): string[] {
  return conditionsIn(rule).flatMap((part) => (part.kind === 'group' ? [part.groupId.toLowerCase()] : []));
}

/**
 * Looks at a rule as it would be kept for a group, or for a new one (null).
 * @throws AppError `unreadable` for what the team does not have; `invalid` when the group would depend on itself, or
 * another group on too much.
 */
export async function readRule(scope: TeamScope, groupId: string | null, rule: Filter): Promise<Known> {
  const known = await readKnown(scope);
  if (rule.conditions.length === 0) throw invalid({ rule: 'Say who belongs to the group.' });
  predicateOf(known, rule, { path: 'rule' });
  if (groupId === null) return known;
  const rules = new Map(known.rules).set(groupId, rule);
  if (leadsTo(rules, rule, groupId, new Set()))
    throw invalid({
      rule: 'This group would depend on itself. Leave it out of its own rule, and of the groups named in it.',
    });
  // Whatever depends on this group becomes larger with it.
  for (const [id, each] of rules) if (each) ruleOf({ ...known, rules }, id, each);
  return known;
}

function leadsTo(rules: Known['rules'], rule: Filter, groupId: string, seen: Set<string>): boolean {
  return groupsIn(rule).some((id) => {
    if (id === groupId) return true;
    const next = rules.get(id);
    if (!next || seen.has(id)) return false;
    seen.add(id);
    return leadsTo(rules, next, groupId, seen);
  });
}

/** Rules are changed one after the other: two at once could make a circle of which neither knows. */
export async function lockRules(tx: TeamScope): Promise<void> {
  await sql`select from groups where team_id = ${tx.teamId}::uuid order by id for no key update`.execute(tx.db);
}
