import { sql } from 'kysely';
import type { Transacting } from '../../floor.ts';
import type { Member } from '../../teams/teams.ts';
import { keepRecords } from './ledger.ts';
import { tellOf } from './tell.ts';

/**
 * Opts out many addresses that a file names, in as many statements for a thousand as for one. Who has opted out already
 * stays so, in their own words.
 * @returns how many are opted out now and were not before.
 */
export async function optOutMany(
  tx: Transacting<Member>,
  given: { address: string; words: string | null }[],
): Promise<number> {
  const named = [...new Map(given.map((row) => [row.address, row])).values()];
  const now = tx.clock.now();
  const { rows } = await sql<{ address: string; words: string | null }>`
    insert into opt_outs (team_id, id, address, opted_out_at, how, words, member_id)
    select ${tx.teamId}::uuid, id, address, ${now}::timestamptz, 'imported', left(words, 200), ${tx.memberId}::uuid
    from unnest(${named.map(() => tx.newId())}::uuid[], ${named.map(({ address }) => address)}::text[],
      ${named.map(({ words }) => words)}::text[]) as given (id, address, words)
    order by address
    on conflict (team_id, address) where ended_at is null do nothing
    returning address, words`.execute(tx.db);
  const said = { kind: 'opted_out', how: 'imported', memberId: tx.memberId, happenedAt: now } as const;
  await keepRecords(
    tx,
    rows.map((row) => ({ ...row, ...said })),
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
