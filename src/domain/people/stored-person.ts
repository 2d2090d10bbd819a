import { sql } from 'kysely';
import { notFound } from '../../platform/errors.ts';
import type { Address } from '../../platform/phone-number.ts';
import type { TeamScope } from '../floor.ts';

/** Somebody whom we text. */
export interface Person {
  id: string;
  name: string;
  /** Every address, the first being the one we text. */
  phones: string[];
  addresses: Address[];
  isPractice: boolean;
  /** When the address we text opted out; null when it may be texted. */
  optedOutAt: Date | null;
  conversationId: string;
  fields: Record<string, string>;
  groups: string[];
  timeZone: string | null;
  createdAt: Date;
  /** Raised by each change of name, numbers, fields or zone. */
  version: number;
}

/** People with their addresses, groups, opt-out and conversation, one row each. */
export function selectPeople(scope: TeamScope) {
  return scope.db
    .selectFrom('people')
    .innerJoin('conversations', (join) =>
      join.onRef('conversations.team_id', '=', 'people.team_id').onRef('conversations.person_id', '=', 'people.id'),
    )
    .selectAll('people')
    .select([
      'conversations.id as conversation_id',
      sql<
        Address[]
      >`(select coalesce(json_agg(json_build_object('kind', kind, 'value', address) order by position), '[]')
        from phones where phones.team_id = people.team_id and phones.person_id = people.id)`.as('addresses'),
      sql<string[]>`array(select groups.name from group_members join groups
        on groups.team_id = group_members.team_id and groups.id = group_members.group_id
        where group_members.team_id = people.team_id and group_members.person_id = people.id order by groups.name)`.as(
        'groups',
      ),
      sql<Date | null>`(select opted_out_at from opt_outs join phones
        on phones.team_id = opt_outs.team_id and phones.address = opt_outs.address
        where phones.team_id = people.team_id and phones.person_id = people.id and phones.position = 0
        and opt_outs.ended_at is null)`.as('opted_out_at'),
    ])
    .where('people.team_id', '=', scope.teamId);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectPeople>['executeTakeFirstOrThrow']>>;

export function toPerson(row: Row): Person {
  return {
    id: row.id,
    name: row.name,
    phones: row.addresses.map((address) => address.value),
    addresses: row.addresses,
    isPractice: row.is_practice,
    optedOutAt: row.opted_out_at,
    conversationId: row.conversation_id,
    fields: row.fields as Record<string, string>,
    groups: row.groups,
    timeZone: row.time_zone,
    createdAt: row.created_at,
    version: row.version,
  };
}

/** @throws AppError `not_found`. */
export async function find(scope: TeamScope, personId: string): Promise<Person> {
  const row = await selectPeople(scope).where('people.id', '=', personId).executeTakeFirst();
  if (!row) throw notFound('person');
  return toPerson(row);
}
