import { type RawBuilder, sql } from 'kysely';
import { firstIdAt } from '../../../platform/ids.ts';
import type { TeamScope } from '../../floor.ts';
import { answerOf } from './answers.ts';
import { fieldOf } from './field-tests.ts';
import type { Condition, Filter } from './filter.ts';
import { daysAgo, exists, type Known, missing, must, type Place } from './known.ts';

/** The rule of a group as a condition. */
type Expand = (groupId: string, rule: Filter) => RawBuilder<boolean>;

/** One condition on `people`. */
export function conditionOf(known: Known, condition: Condition, place: Place, expand: Expand): RawBuilder<boolean> {
  const { scope } = known;
  const team = sql`${scope.teamId}::uuid`;
  switch (condition.kind) {
    case 'words':
      return containsWords(scope, condition.contains, known.isNear);
    case 'field':
      return fieldOf(known, condition, place);
    case 'group': {
      const isIn = inGroup(known, condition.groupId.toLowerCase(), place, expand);
      return condition.isIn ? isIn : sql<boolean>`not ${isIn}`;
    }
    case 'answer':
      return answerOf(known, condition, place);
    case 'opted_out': {
      const isOut = exists(
        known,
        sql`from phones join opt_outs
        on opt_outs.team_id = phones.team_id and opt_outs.address = phones.address and opt_outs.ended_at is null
        where phones.team_id = ${team} and phones.person_id = people.id and phones.position = 0`,
      );
      return condition.is ? isOut : sql<boolean>`not ${isOut}`;
    }
    case 'heard': {
      const heard = (test: RawBuilder<unknown>) =>
        exists(
          known,
          sql`from conversations
        where conversations.team_id = ${team} and conversations.person_id = people.id and ${test}`,
        );
      if (condition.is === 'never') return heard(sql`last_inbound_id is null`);
      const from = firstIdAt(daysAgo(scope, must(condition.days, place, 'days', 'Say how many days.')));
      const within = heard(sql`last_inbound_id >= ${from}::uuid`);
      return condition.is === 'within' ? within : sql<boolean>`not ${within}`;
    }
    case 'texted': {
      const isTexted = exists(
        known,
        sql`from conversations join messages
        on messages.team_id = conversations.team_id and messages.conversation_id = conversations.id
          and messages.direction = 'outbound'
        where conversations.team_id = ${team} and conversations.person_id = people.id`,
      );
      return condition.is ? isTexted : sql<boolean>`not ${isTexted}`;
    }
  }
}

/** The words in the name, or their digits in a number. */
export function containsWords({ teamId }: TeamScope, typed: string, isNear = false): RawBuilder<boolean> {
  const words = typed.trim();
  const digits = words.replace(/\D/g, '');
  const inName = sql`people.name ilike ${`%${words.replace(/[\\%_]/g, '\\$&')}%`}`;
  if (digits.length < 2) return sql<boolean>`(${inName})`;
  const theirs = sql`from phones where phones.team_id = ${teamId}::uuid and phones.address like ${`%${digits}%`}`;
  return isNear
    ? sql<boolean>`(${inName} or ${exists({ isNear }, sql`${theirs} and phones.person_id = people.id`)})`
    : sql<boolean>`(${inName} or people.id in (select person_id ${theirs}))`;
}

function inGroup(known: Known, groupId: string, place: Place, expand: Expand): RawBuilder<boolean> {
  const rule = known.rules.get(groupId);
  if (rule === undefined) return missing('group', place, 'groupId');
  if (rule) return expand(groupId, rule);
  return exists(
    known,
    sql`from group_members where group_members.team_id = ${known.scope.teamId}::uuid
    and group_members.group_id = ${groupId}::uuid and group_members.person_id = people.id`,
  );
}
