import { sql } from 'kysely';
import { numberedCountries, patternOfOthers, prefixesOf } from '../../platform/countries-of-numbers.ts';
import { AppError, invalid } from '../../platform/errors.ts';
import { announce, type TeamTransaction, type Transacting } from '../floor.ts';
import { list } from '../lines/lines.ts';
import { findTeam, lockTeam, type Member, mustManage, recordAct, writesOver } from '../teams/teams.ts';
import { countAbroad } from './abroad.ts';
import { type KeptLimits, type Limits, readLimits } from './read-limits.ts';

/**
 * Sets the team's limits, all of them.
 * @returns those of before.
 * @throws AppError `forbidden` for members, `invalid` with a sentence for every wrong field, `changed_since` where another version
 * is there than the one that was read.
 */
export async function change(tx: Transacting<Member>, limits: Limits, read?: number): Promise<Limits> {
  mustManage(tx, 'change the limits');
  const countries = [...new Set(limits.countries)].sort();
  const { version, ...before } = await lock(tx);
  const written = { version, ...(await lastChange(tx)), says: before };
  if (!(await writesOver(tx, written, { read, says: { ...limits, countries } }))) return before;
  await mustBeSound(tx, limits);
  const { hours, cap } = limits;
  const abroad = prefixesOf(countries, (await findTeam(tx)).country);
  const row = {
    opens: hours.opens,
    closes: hours.closes,
    keeps_hours: limits.keepsHours,
    questions_keep_hours: limits.questionsKeepHours,
    weekly: limits.weekly,
    cap: cap?.amount ?? null,
    currency: cap?.currency ?? null,
    month_zone: await monthZone(tx),
    countries,
    others: patternOfOthers(countries),
    new_abroad: limits.newAbroad,
    abroad: JSON.stringify(abroad),
    version: version + 1,
    changed_by: tx.memberId,
    changed_at: tx.clock.now(),
  };
  await countAbroad(tx, Object.values(abroad));
  if (cap) {
    // Before the cap counts: without this row nothing could be locked.
    await sql`insert into spending (team_id, currency, month, spent)
      values (${tx.teamId}::uuid, ${cap.currency}, date_trunc('month', ${tx.clock.now()}::timestamptz at time zone ${row.month_zone})::date, 0)
      on conflict do nothing`.execute(tx.db);
  }
  await tx.db
    .insertInto('limits')
    .values({ team_id: tx.teamId, ...row })
    .onConflict((conflict) => conflict.column('team_id').doUpdateSet(row))
    .execute();
  const { version: _, ...after } = await readLimits(tx);
  await recordAct(tx, { kind: 'limits.changed', before, after });
  announce(tx, { kind: 'team.changed' });
  return before;
}

/** Keeps the limits as they are until the commit, also those that nobody has set: there is no row of them. */
async function lock(tx: Transacting<Member>): Promise<KeptLimits> {
  await lockTeam(tx);
  return readLimits(tx);
}

async function lastChange(tx: Transacting<Member>) {
  const row = await tx.db
    .selectFrom('limits')
    .select(['changed_by as changedBy', 'changed_at as changedAt'])
    .where('team_id', '=', tx.teamId)
    .executeTakeFirst();
  return row ?? { changedBy: null, changedAt: null };
}

/**
 * Looks whether what leaves over a line can be counted by the month's limit, if there is one.
 * @throws AppError `invalid`.
 */
export async function mustStayCounted(tx: TeamTransaction, lineId: string): Promise<void> {
  const { cap } = await readLimits(tx);
  const line = (await list(tx)).find(({ id }) => id === lineId);
  if (!cap || !line || line.isPractice || line.pricePerSegment?.currency === cap.currency) return;
  const why = `The month’s limit counts in ${cap.currency} what a segment costs over this line. Take the limit away first.`;
  throw new AppError('invalid', why, { currency: why });
}

const isTime = (text: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

async function mustBeSound(
  tx: Transacting<Member>,
  { hours, weekly, cap, countries, newAbroad }: Limits,
): Promise<void> {
  const wrong: Record<string, string> = {};
  const { opens, closes } = hours;
  if (!isTime(opens) || !isTime(closes)) wrong['hours.closes'] = 'Write times of day like 08:00 and 21:00.';
  // People of one number may be in zones some hours apart, and must be awake at once.
  else if (minutesOf(closes) - minutesOf(opens) < 240) wrong['hours.closes'] = 'Leave at least four hours, on one day.';
  if (weekly !== null && (!Number.isInteger(weekly) || weekly < 1 || weekly > 1000))
    wrong.weekly = 'Give a number from 1 to 1,000, or none.';
  if (newAbroad !== null && (!Number.isInteger(newAbroad) || newAbroad < 1 || newAbroad > 100_000))
    wrong.newAbroad = 'Give a number from 1 to 100,000, or none.';
  if (countries.some((country) => !numberedCountries.includes(country)))
    wrong.countries = 'Choose countries from the list.';
  else if (countries.length === 0) wrong.countries = 'Choose at least one country.';
  if (cap) {
    const priced = (await list(tx)).filter((line) => !line.isPractice);
    const unpriced = priced.find(({ pricePerSegment }) => pricePerSegment?.currency !== cap.currency);
    if (!Intl.supportedValuesOf('currency').includes(cap.currency))
      wrong['cap.currency'] = 'This is not the code of a currency, such as USD.';
    if (!(cap.amount >= 0 && cap.amount <= 1e9)) wrong['cap.amount'] = 'Give an amount from 0 to 1,000,000,000.';
    else if (unpriced)
      wrong['cap.amount'] =
        `Say first what a segment costs over “${unpriced.label}”, in ${cap.currency}: what nobody can count has no limit.`;
  }
  if (Object.keys(wrong).length > 0) throw invalid(wrong);
}

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** The team's zone; UTC where PostgreSQL has not heard of it. */
async function monthZone(tx: Transacting<Member>): Promise<string> {
  const { timeZone } = await findTeam(tx);
  const { rows } = await sql`select from pg_timezone_names where name = ${timeZone}`.execute(tx.db);
  return rows.length > 0 ? timeZone : 'UTC';
}
