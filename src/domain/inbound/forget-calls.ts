import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { listOfTexts } from '../../platform/statement.ts';
import type { TeamScope } from '../floor.ts';
import { find } from '../lines/lines.ts';
import { asksToStop, readKeyword } from '../people/people.ts';
import { readStored } from './record.ts';

/** A row may hold 200 calls, and of ten thousands it takes a second or two to see what numbers are in them. */
const atOnce = 100;

/** So few numbers are looked for sooner than all that stand in a call are read. */
const fewNumbers = 5;

/** Fewer digits are no number of a person, and stand in many a call. */
const fewestDigits = 5;

/**
 * Removes the calls that hold one of these numbers, in whatever place, some at a time: their people were removed at the time
 * beside each. Of those that could not be taken in only what came before that, and says nothing about being texted: what
 * came later is of whoever has the number now.
 */
export async function forgetCalls(scope: TeamScope, removedAt: ReadonlyMap<string, Date>): Promise<void> {
  const times = new Map(
    [...removedAt]
      .map(([number, at]) => [number.replaceAll(/\D/g, ''), at] as const)
      .filter(([digits]) => digits.length >= fewestDigits),
  );
  if (times.size === 0) return;
  const numbers = [...times.keys()];
  const runs = `\\d{${Math.min(...numbers.map(({ length }) => length))},}`;
  const parts = numbers.length <= fewNumbers ? listOfTexts(numbers.map((digits) => `%${digits}%`)) : null;
  const holds = (call: string) => sql<SqlBool>`(${parts ? sql`${sql.ref(call)} like any (${parts}::text[]) and` : sql``}
    exists (select from regexp_matches(${sql.ref(call)}, ${runs}, 'g') as run
      where run[1] = any (${listOfTexts(numbers)}::text[])))`;
  await inPages(scope, 'webhook_bundles', async (isOfPage) => {
    await sql`
      update webhook_bundles set calls = array(select call from unnest(calls) with ordinality as one (call, place)
        where not ${holds('call')} order by place)
      where ${isOfPage} and exists (select from unnest(calls) as call where ${holds('call')})`.execute(scope.db);
    await sql`delete from webhook_bundles where ${isOfPage} and calls = '{}'`.execute(scope.db);
  });
  await inPages(scope, 'webhook_events', async (isOfPage) => {
    await sql`delete from webhook_events where ${isOfPage} and fault is null and ${holds('payload')}`.execute(scope.db);
    await forgetParked(scope, sql`${isOfPage} and ${holds('payload')}`, times);
  });
}

async function inPages(
  { teamId, db }: TeamScope,
  table: 'webhook_bundles' | 'webhook_events',
  work: (isOfPage: RawBuilder<SqlBool>) => Promise<void>,
): Promise<void> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { rows } = await sql<{ id: string }>`select id from ${sql.table(table)}
      where team_id = ${teamId}::uuid and id > ${after}::uuid order by id limit ${sql.lit(atOnce)}`.execute(db);
    const last = rows.at(-1)?.id;
    if (!last) return;
    await work(sql<SqlBool>`team_id = ${teamId}::uuid and id > ${after}::uuid and id <= ${last}::uuid`);
    after = last;
  }
}

async function forgetParked(
  scope: TeamScope,
  isTheirs: RawBuilder<SqlBool>,
  removedAt: ReadonlyMap<string, Date>,
): Promise<void> {
  const { rows } = await sql<{ id: string; line_id: string; url: string; payload: string; received_at: Date }>`
    select id, line_id, url, payload, received_at from webhook_events
    where ${isTheirs} and fault is not null`.execute(scope.db);
  const gone: string[] = [];
  for (const { line_id, received_at, ...stored } of rows) {
    const runs = stored.payload.match(/\d+/g) ?? [];
    if (!runs.some((run) => received_at < (removedAt.get(run) ?? new Date(0)))) continue;
    const line = await find(scope, line_id);
    if (!mayOptOut(() => readStored({ scope, line }, stored).received.texts)) gone.push(stored.id);
  }
  await sql`delete from webhook_events where team_id = ${scope.teamId}::uuid and id = any (${gone}::uuid[])
    and fault is not null`.execute(scope.db);
}

/** Whether a call says something about being texted that has to be heard first; what cannot be read may. */
function mayOptOut(read: () => ReturnType<typeof readStored>['received']['texts']): boolean {
  try {
    return read().some(({ body, optOut }) => Boolean(optOut ?? readKeyword(body, false)) || asksToStop(body));
  } catch {
    return true;
  }
}
