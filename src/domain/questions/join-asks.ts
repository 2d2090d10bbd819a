import { type RawBuilder, sql } from 'kysely';
import { rowsAsTold } from '../../platform/rows-as-told.ts';
import type { TeamTransaction } from '../floor.ts';
import { goes, type Move } from '../messages/messages.ts';

/** Parts of one statement: what texts were taken for, and what they asked and answered, goes with them. */
export const moveMatches = (move: Move): RawBuilder<unknown> => sql`
  answers_moved as (update answers set conversation_id = ${move.to}::uuid where ${goes(move)}),
  ask_texts_moved as (update ask_texts set conversation_id = ${move.to}::uuid where ${goes(move)}),
  matches_moved as (update reply_matches set conversation_id = ${move.to}::uuid where ${goes(move)})`;

interface Side {
  personId: string;
  conversationId: string;
}

/** What hangs on an ask and goes with it. */
const parts = ['answers', 'ask_texts', 'reply_matches', 'rule_runs', 'quota_places'] as const;

type Rows = Record<string, unknown>[];

/** Asks that one of two people had, and those that gave way because both were asked in the same round. */
export interface JoinedAsks {
  moved: string[];
  /** As the database tells them, with what hung on them. */
  gaveWay: Record<'asks' | (typeof parts)[number], Rows>;
}

/** The further an ask is, the more it says. */
const further = (
  ask: string,
) => sql`(${sql.ref(`${ask}.state`)} = 'answered', jsonb_array_length(${sql.ref(`${ask}.answers`)}),
  array_position(array['skipped', 'waiting', 'closed', 'asked', 'unclear', 'answered'], ${sql.ref(`${ask}.state`)}))`;

/**
 * Gives a person what another was asked. Of two asks in one round the one that says more stays, which is an answered one if
 * any is; the other is kept beside. Call it before the texts move.
 */
export async function joinAsks(tx: TeamTransaction, from: Side, to: Side): Promise<JoinedAsks> {
  const { rows: pairs } = await sql<{ id: string }>`
    select case when ${further('other')} > ${further('kept')} then kept.id else other.id end as id
    from asks as kept join asks as other on other.team_id = kept.team_id and other.round_id = kept.round_id
    where kept.team_id = ${tx.teamId}::uuid and kept.person_id = ${to.personId}::uuid
      and other.person_id = ${from.personId}::uuid`.execute(tx.db);
  const lost = sql`${pairs.map(({ id }) => id)}::uuid[]`;
  const all = (table: string, column: string) => sql`(
    select coalesce(jsonb_agg(to_jsonb(one)), '[]') from ${sql.table(table)} as one
    where team_id = ${tx.teamId}::uuid and ${sql.ref(column)} = any (${lost}))`;
  const { rows } = await sql<JoinedAsks['gaveWay']>`select ${all('asks', 'id')} as asks, ${sql.join(
    parts.map((table) => sql`${all(table, 'ask_id')} as ${sql.ref(table)}`),
  )}`.execute(tx.db);
  await sql`delete from asks where team_id = ${tx.teamId}::uuid and id = any (${lost})`.execute(tx.db);
  const { rows: moved } = await sql<{ id: string }>`
    update asks set person_id = ${to.personId}::uuid, conversation_id = ${to.conversationId}::uuid
    where team_id = ${tx.teamId}::uuid and person_id = ${from.personId}::uuid returning id`.execute(tx.db);
  return { moved: moved.map(({ id }) => id), gaveWay: rows[0] as JoinedAsks['gaveWay'] };
}

/**
 * Gives two people back what each was asked, once their texts are back. What was asked since over the numbers of the one
 * who goes, after an id, goes with them.
 */
export async function partAsks(
  tx: TeamTransaction,
  from: Side,
  to: Side,
  { moved, gaveWay }: JoinedAsks,
  sinceId: string,
): Promise<void> {
  const textsIn = (conversationId: string) => sql`(select from ask_texts where ask_texts.team_id = asks.team_id
    and ask_texts.ask_id = asks.id and ask_texts.conversation_id = ${conversationId}::uuid)`;
  await sql`
    update asks set person_id = ${to.personId}::uuid, conversation_id = ${to.conversationId}::uuid
    where team_id = ${tx.teamId}::uuid and person_id = ${from.personId}::uuid and (id = any (${moved}::uuid[])
      or (id > ${sinceId}::uuid and exists ${textsIn(to.conversationId)} and not exists ${textsIn(from.conversationId)}))`.execute(
    tx.db,
  );
  await sql`insert into asks ${rowsAsTold('asks', gaveWay.asks)} on conflict do nothing`.execute(tx.db);
  const answers = await withTheirTexts(tx, gaveWay.answers);
  const askTexts = await withTheirTexts(tx, gaveWay.ask_texts);
  const matches = await withTheirTexts(tx, gaveWay.reply_matches);
  await sql`insert into answers ${rowsAsTold('answers', answers)}`.execute(tx.db);
  await sql`insert into ask_texts ${rowsAsTold('ask_texts', askTexts)}`.execute(tx.db);
  await sql`insert into rule_runs ${rowsAsTold('rule_runs', gaveWay.rule_runs)}`.execute(tx.db);
  // Their place may be somebody else's by now, and their text may have been looked at anew.
  await sql`insert into reply_matches ${rowsAsTold('reply_matches', matches)} on conflict do nothing`.execute(tx.db);
  await sql`insert into quota_places ${rowsAsTold('quota_places', gaveWay.quota_places)} on conflict do nothing`.execute(
    tx.db,
  );
}

/** What names texts, which may be with somebody else by now: where each is, and without what names one that is gone. */
async function withTheirTexts(tx: TeamTransaction, told: Rows): Promise<Rows> {
  const { rows } = await sql<{ id: string; conversation_id: string }>`select id, conversation_id from messages
    where team_id = ${tx.teamId}::uuid and id = any (${told.map((row) => row.message_id)}::uuid[])`.execute(tx.db);
  const now = new Map<unknown, string>(rows.map(({ id, conversation_id }) => [id, conversation_id]));
  return (
    told
      // An answer that was set by hand names no text.
      .filter(({ message_id }) => message_id === null || now.has(message_id))
      .map((row) => ({ ...row, conversation_id: now.get(row.message_id) ?? null }))
  );
}
