import { type RawBuilder, sql } from 'kysely';
import type { TeamScope, TeamTransaction } from '../../floor.ts';

/** A query for the numbers of a person (`person`) and of their conversation (`talk`), also of before; not those that somebody else has. */
export const numbersOf = ({ teamId }: TeamScope, person: RawBuilder<unknown>, talk: RawBuilder<unknown>) => sql`
  select address from (
    select address from phones where phones.team_id = ${teamId}::uuid and phones.person_id = ${person}
    union select from_address from messages where messages.team_id = ${teamId}::uuid
      and messages.conversation_id = ${talk} and direction = 'inbound' and from_address is not null
    union select to_address from messages where messages.team_id = ${teamId}::uuid
      and messages.conversation_id = ${talk} and direction = 'outbound') as had
  where not exists (select from phones where phones.team_id = ${teamId}::uuid and phones.address = had.address
    and phones.person_id <> ${person})`;

/** A query for the words in what was said about texting some numbers (an array): what `forgetWords` takes out, and `sayAgain` puts back. */
export const wordsOn = ({ teamId }: TeamScope, numbers: RawBuilder<unknown>) => sql`
  select 'opt_outs' as kept_in, id, words, null as wording, null as evidence from opt_outs
  where opt_outs.team_id = ${teamId}::uuid and address = any (${numbers}) and how <> 'provider' and words is not null
  union all select 'consent_records', id, case when how <> 'provider' then words end, wording, evidence from consent_records
  where consent_records.team_id = ${teamId}::uuid and address = any (${numbers})
    and (how <> 'provider' and words is not null or wording is not null or evidence is not null)
  union all select 'stop_requests', id, words, null, null from stop_requests
  where stop_requests.team_id = ${teamId}::uuid and address = any (${numbers}) and words <> ''`;

/**
 * Takes the words out of what was said about texting some numbers (a query), because their people are removed: that it was
 * said, of which kind, how and when stays. Codes of companies are nobody's words. Who asked and was not heard yet still asks.
 */
export async function forgetWords(tx: TeamTransaction, numbers: RawBuilder<unknown>): Promise<void> {
  await sql`
    with numbers as materialized (${numbers}),
    told as materialized (${wordsOn(tx, sql`array(select address from numbers)`)}),
    outs as (update opt_outs set words = null from told
      where opt_outs.team_id = ${tx.teamId}::uuid and opt_outs.id = told.id and kept_in = 'opt_outs'),
    records as (update consent_records as record set words = case when how = 'provider' then record.words end,
        wording = null, evidence = null from told
      where record.team_id = ${tx.teamId}::uuid and record.id = told.id and kept_in = 'consent_records')
    update stop_requests set words = '' from told
    where stop_requests.team_id = ${tx.teamId}::uuid and stop_requests.id = told.id and kept_in = 'stop_requests'`.execute(
    tx.db,
  );
}

/** Puts words back that `forgetWords` took (a query that yields what `wordsOn` does), where nothing was said since. */
export async function sayAgain(tx: TeamTransaction, said: RawBuilder<unknown>): Promise<void> {
  await sql`
    with told as materialized (${said}),
    outs as (update opt_outs set words = told.words from told
      where opt_outs.team_id = ${tx.teamId}::uuid and opt_outs.id = told.id and kept_in = 'opt_outs'
        and opt_outs.words is null),
    records as (update consent_records as record set words = coalesce(record.words, told.words),
        wording = told.wording, evidence = told.evidence from told
      where record.team_id = ${tx.teamId}::uuid and record.id = told.id and kept_in = 'consent_records')
    update stop_requests set words = told.words from told
    where stop_requests.team_id = ${tx.teamId}::uuid and stop_requests.id = told.id and kept_in = 'stop_requests'`.execute(
    tx.db,
  );
}
