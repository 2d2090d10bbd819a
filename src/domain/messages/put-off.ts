import { type RawBuilder, sql } from 'kysely';
import { lockAll } from '../conversations/conversations.ts';
import type { TeamTransaction } from '../floor.ts';
import { wakeLine } from '../lines/lines.ts';
import { lanes, never } from './outbox.ts';
import type { ownReasons } from './own-reasons.ts';
import { takeBack } from './planned.ts';

/** Their conversations are locked as long as a page takes. */
const pageSize = 500;

/** Put off by this, it is known when a text was due: perhaps not before somebody's morning. */
const ages = sql.lit('61362000 hours');

/**
 * Some texts: whether a message is one, as a condition. The queue is short and what was ever sent is not, so each that
 * waits is looked up there; `offset 0` in an `exists` keeps it so.
 */
export type Some = (messageId: RawBuilder<unknown>) => RawBuilder<unknown>;

/** Rows of the queue of what goes to many that are among some texts. */
const areAmong = ({ teamId }: TeamTransaction, texts: Some) =>
  sql`outbox.team_id = ${teamId}::uuid and outbox.lane = ${sql.lit(lanes.toMany)} and ${texts(sql`outbox.message_id`)}`;

/** Keeps those of some texts to many that wait in the queue from leaving, from the commit on, until they are let go. */
export async function putOff(tx: TeamTransaction, texts: Some): Promise<void> {
  await sql`update outbox set due_at = due_at + ${ages}::interval where ${areAmong(tx, texts)} and due_at < ${never}`.execute(
    tx.db,
  );
}

/** Lets texts leave that were put off, each when it would have, or now. */
export async function letGo(tx: TeamTransaction, texts: Some): Promise<void> {
  const { rows } = await sql<{ line_id: string }>`
    with freed as (
      update outbox set due_at = greatest(now(), due_at - ${ages}::interval) where ${areAmong(tx, texts)} and due_at > ${never} returning line_id)
    select distinct line_id from freed`.execute(tx.db);
  for (const { line_id: lineId } of rows) await wakeLine(tx, lineId, { isPatient: true });
}

/** Takes back some of the texts that were put off. @returns how many; 0 when there are no more. */
export async function takeBackPutOff(tx: TeamTransaction, texts: Some, why: keyof typeof ownReasons): Promise<number> {
  const { rows } = await sql<{ conversation_id: string; message_id: string }>`
    select conversation_id, message_id from outbox where ${areAmong(tx, texts)} and due_at > ${never}
    order by conversation_id limit ${sql.lit(pageSize)}`.execute(tx.db);
  await lockAll(
    tx,
    rows.map(({ conversation_id }) => conversation_id),
  );
  await takeBack(
    tx,
    rows.map(({ message_id }) => message_id),
    why,
  );
  return rows.length;
}
