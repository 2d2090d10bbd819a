import { sql } from 'kysely';
import type { Transacting } from '../../floor.ts';
import type { Member } from '../../teams/teams.ts';
import { keepRecords } from './ledger.ts';
import { tellOf } from './tell.ts';

/** That an address must not be texted any more, as a file says; without a time it is from now on. */
export interface ImportedOptOut {
  address: string;
  words: string | null;
  saidAt?: Date;
}

/**
 * Opts out many addresses that a file names, in as many statements for a thousand as for one. Who has opted out already
 * stays so, in their own words; who has come back since the file says they opted out stays too.
 * @returns how many are opted out now and were not before.
 */
export async function optOutMany(tx: Transacting<Member>, given: ImportedOptOut[]): Promise<number> {
  const named = [...new Map(given.map((row) => [row.address, row])).values()];
  if (named.length === 0) return 0;
  const now = tx.clock.now();
  const { rows } = await sql<{ address: string; words: string | null; opted_out_at: Date }>`
    insert into opt_outs (team_id, id, address, opted_out_at, how, words, member_id)
    select ${tx.teamId}::uuid, id, address, said_at, 'imported', left(words, 200), ${tx.memberId}::uuid
    from unnest(${named.map(() => tx.newId())}::uuid[], ${named.map(({ address }) => address)}::text[],
      ${named.map(({ words }) => words)}::text[], ${named.map(({ saidAt }) => saidAt ?? now)}::timestamptz[])
      as given (id, address, words, said_at)
    where not exists (select from opt_outs as ended where ended.team_id = ${tx.teamId}::uuid
      and ended.address = given.address and ended.ended_at > given.said_at and ended.ended_at <= ${now}::timestamptz)
    order by address
    on conflict (team_id, address) where ended_at is null do nothing
    returning address, words, opted_out_at`.execute(tx.db);
  const said = { kind: 'opted_out', how: 'imported', memberId: tx.memberId } as const;
  await keepRecords(
    tx,
    rows.map(({ opted_out_at, ...row }) => ({ ...row, ...said, happenedAt: opted_out_at })),
  );
  await tellOf(
    tx,
    rows.map(({ address }) => address),
  );
  return rows.length;
}

/** Somebody's agreement to be texted, as a file tells it. */
export interface ImportedConsent {
  address: string;
  /** What they agreed to, as it was shown to them. */
  wording: string | null;
  evidence: string | null;
  /** When they did; null when the file does not say. */
  givenAt: Date | null;
}

/** Keeps the agreements that a file names. They end no opt-out. */
export async function keepConsents(tx: Transacting<Member>, given: ImportedConsent[]): Promise<void> {
  const now = tx.clock.now();
  await keepRecords(
    tx,
    given.map(({ givenAt, ...rest }) => ({
      ...rest,
      kind: 'consented',
      how: 'imported',
      memberId: tx.memberId,
      happenedAt: givenAt ?? now,
    })),
  );
}
