import { type RawBuilder, sql } from 'kysely';
import type { TeamScope } from '../floor.ts';
import * as lines from '../lines/lines.ts';
import * as messages from '../messages/messages.ts';
import * as people from '../people/people.ts';
import { type Bucket, classified, firstIdAt, quarterOf } from './buckets.ts';
import { catchUp } from './keep-counts.ts';
import { type Counted, countedIn, type Range } from './range.ts';
import { type Failing, inWords } from './reasons.ts';

/** A text, and to whom it was. */
export interface Listed {
  message: messages.Message;
  name: string;
}

/**
 * The texts behind a number, the newest first: those of the range that everything in the bucket is true of, before the text
 * `after`. The counts say in which quarters of an hour there are any, and only these are read.
 */
export async function listTexts(
  scope: TeamScope,
  range: Range,
  bucket: Bucket,
  { after, limit }: { after: string | null; limit: number },
): Promise<Listed[]> {
  await catchUp(scope);
  const counted = await countedIn(scope, range);
  const isMeant = await meaning(scope, counted, bucket);
  const { rows } = await sql<{ id: string }>`
    with quarters as (
      select quarter, sum(texts) as texts from text_counts
      where ${counted.isIn} and ${isMeant} and ${ofTime(counted, bucket)}
        and ${after ? sql`quarter <= ${quarterOf(sql`${after}::uuid`)}` : sql`true`}
      group by quarter),
    -- Of the first, all may have been on the pages before.
    enough as (
      select quarter from (
        select quarter, sum(texts) over (order by quarter desc) - texts
          - first_value(texts) over (order by quarter desc) as before from quarters) as summed
      where before < ${sql.lit(limit)})
    select id from enough cross join lateral (
      ${classified(scope.teamId, firstIdAt(sql`quarter`), firstIdAt(sql`quarter + interval '15 minutes'`))}) as text
    where ${isMeant} and ${range.lineId ? sql`line_id = ${range.lineId}::uuid` : sql`true`}
      and ${after ? sql`id < ${after}::uuid` : sql`true`}
    order by id desc limit ${sql.lit(limit)}`.execute(scope.db);
  const found = await messages.findAll(
    scope,
    rows.map(({ id }) => id),
  );
  const named = await people.findByConversations(
    scope,
    [...found.values()].map(({ conversationId }) => conversationId),
  );
  return rows.flatMap(({ id }) => {
    const message = found.get(id);
    return message ? [{ message, name: named.get(message.conversationId)?.name ?? '' }] : [];
  });
}

/** What must be true of a count and of a text alike. */
async function meaning(scope: TeamScope, counted: Counted, bucket: Bucket): Promise<RawBuilder<unknown>> {
  const { outcome, reason, speed } = bucket;
  const conditions = [sql`true`];
  if (outcome !== undefined) conditions.push(sql`outcome = ${outcome}`);
  if (speed !== undefined) conditions.push(sql`outcome = 'delivered' and speed = ${speed}`);
  if (reason !== undefined) {
    const all = await lines.list(scope);
    const { rows } = await sql<Omit<Failing, 'texts'>>`
      select distinct line_id, code, reason from text_counts where ${counted.isIn} and outcome = 'failed'`.execute(
      scope.db,
    );
    const same = rows.filter((failing) => inWords(scope, all, failing).message === reason);
    conditions.push(sql`outcome = 'failed' and (line_id, code, reason) in (
      select * from unnest(${same.map(({ line_id }) => line_id)}::uuid[], ${same.map(({ code }) => code)}::text[],
        ${same.map((failing) => failing.reason)}::text[]))`);
  }
  return sql.join(conditions, sql` and `);
}

const ofTime = (counted: Counted, { day, hour }: Bucket) =>
  sql`${day === undefined ? sql`true` : sql`${counted.day} = ${day}::date`}
    and ${hour === undefined ? sql`true` : sql`${counted.hour} = ${hour}`}`;
