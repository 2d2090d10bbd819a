import { type SqlBool, sql } from 'kysely';
import type { TeamScope, TeamTransaction } from '../../floor.ts';

/** One thing that was said about texting an address. */
export interface ConsentRecord {
  id: string;
  address: string;
  kind: 'opted_out' | 'came_back' | 'ended' | 'consented' | 'seemed_to_ask' | 'not_meant' | 'too_many';
  how: 'texted' | 'provider' | 'member' | 'imported' | 'form' | 'paper' | 'spoken';
  /** What they texted, the provider's code, or why a member did it. */
  words: string | null;
  /** What they agreed to, as it was shown to them. */
  wording: string | null;
  evidence: string | null;
  line: { id: string; label: string } | null;
  member: { id: string; name: string } | null;
  happenedAt: Date;
  recordedAt: Date;
}

export type NewRecord = Pick<ConsentRecord, 'address' | 'kind' | 'how' | 'happenedAt'> & {
  words?: string | null | undefined;
  wording?: string | null | undefined;
  evidence?: string | null | undefined;
  lineId?: string | null | undefined;
  memberId?: string | null | undefined;
};

/** Whoever texts STOP and START all day is obeyed each time; that they do is kept so often. */
const mostOfADay = 20;

/**
 * Keeps what was said. Of one address at most twenty texts of a day are kept, and then once that there were more.
 * @returns whether it was kept as it is.
 */
export async function keepRecord(tx: TeamTransaction, record: NewRecord): Promise<boolean> {
  if (record.how !== 'texted') {
    await keepRecords(tx, [record]);
    return true;
  }
  const now = tx.clock.now();
  const { count, isSaid } = await tx.db
    .selectFrom('consent_records')
    .select([
      sql<number>`count(*)::int`.as('count'),
      sql<SqlBool>`coalesce(bool_or(kind = 'too_many'), false)`.as('isSaid'),
    ])
    .where('team_id', '=', tx.teamId)
    .where('address', '=', record.address)
    .where('how', '=', 'texted')
    .where('recorded_at', '>', new Date(now.getTime() - 24 * 3_600_000))
    .executeTakeFirstOrThrow();
  const isKept = count < mostOfADay;
  if (isKept) await keepRecords(tx, [record]);
  else if (!isSaid) {
    const { address, how, happenedAt, lineId } = record;
    await keepRecords(tx, [{ address, kind: 'too_many', how, happenedAt, lineId }]);
  }
  return isKept;
}

/** Keeps many, in one statement. */
export async function keepRecords(tx: TeamTransaction, records: NewRecord[]): Promise<void> {
  const now = tx.clock.now();
  const pick = <T>(of: (record: NewRecord) => T) => records.map(of);
  const text = (value: string | null | undefined, most: number) => value?.slice(0, most) ?? null;
  await sql`
    insert into consent_records (team_id, id, address, kind, how, words, wording, evidence, line_id, member_id,
      happened_at, recorded_at)
    select ${tx.teamId}::uuid, given.*, ${now}::timestamptz
    from unnest(${pick(() => tx.newId())}::uuid[], ${pick(({ address }) => address)}::text[],
      ${pick(({ kind }) => kind)}::text[], ${pick(({ how }) => how)}::text[],
      ${pick(({ words }) => text(words, 500))}::text[], ${pick(({ wording }) => text(wording, 2000))}::text[],
      ${pick(({ evidence }) => text(evidence, 2000))}::text[], ${pick(({ lineId }) => lineId ?? null)}::uuid[],
      ${pick(({ memberId }) => memberId ?? null)}::uuid[], ${pick(({ happenedAt }) => happenedAt)}::timestamptz[])
      as given`.execute(tx.db);
}

/** What was ever said about texting these addresses, the oldest first. */
export async function readRecords(scope: TeamScope, addresses: string[]): Promise<ConsentRecord[]> {
  const { rows } = await sql<ConsentRecord>`
    select record.id, address, kind, how, words, wording, evidence, happened_at as "happenedAt",
      recorded_at as "recordedAt",
      (select json_build_object('id', lines.id, 'label', label) from lines
        where lines.team_id = record.team_id and lines.id = record.line_id) as line,
      (select json_build_object('id', members.id, 'name', users.name) from members
        join users on users.id = members.user_id
        where members.team_id = record.team_id and members.id = record.member_id) as member
    from consent_records as record
    where team_id = ${scope.teamId}::uuid and address = any (${addresses}::text[])
    order by happened_at, record.id`.execute(scope.db);
  return rows;
}
