import { sql } from 'kysely';
import type { TeamScope } from '../../floor.ts';
import { answerBy } from './answer-by.ts';
import type { ConsentRecord } from './ledger.ts';

type Whom = { id: string; name: string; conversationId: string } | null;

/** An address that must not be texted. */
export interface OptedOut {
  id: string;
  address: string;
  /** Who has this number now. */
  person: Whom;
  optedOutAt: Date;
  how: 'texted' | 'provider' | 'member' | 'imported';
  words: string | null;
  line: ConsentRecord['line'];
  /** The colleague who did it, and whose colleagues may end it; null when they said it themselves. */
  member: ConsentRecord['member'];
}

const ofRow = sql`
  (select json_build_object('id', people.id, 'name', people.name, 'conversationId', conversations.id)
    from phones
    join people on people.team_id = phones.team_id and people.id = phones.person_id
    join conversations on conversations.team_id = phones.team_id and conversations.person_id = phones.person_id
    where phones.team_id = row.team_id and phones.address = row.address) as person,
  (select json_build_object('id', lines.id, 'label', label) from lines
    where lines.team_id = row.team_id and lines.id = row.line_id) as line`;

/** Those who must not be texted, the newest first, after one of them; of some only, by name or number. */
export async function listOptOuts(
  scope: TeamScope,
  { search, after, limit }: { search: string; after: { at: string; id: string } | null; limit: number },
): Promise<OptedOut[]> {
  const name = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
  const digits = search.replace(/\D/g, '');
  const { rows } = await sql<OptedOut>`
    select id, address, opted_out_at as "optedOutAt", how, words, ${ofRow},
      (select json_build_object('id', members.id, 'name', users.name) from members
        join users on users.id = members.user_id
        where members.team_id = row.team_id and members.id = row.member_id) as member
    from opt_outs as row
    where team_id = ${scope.teamId}::uuid and ended_at is null
      and (${after?.at ?? null}::timestamptz is null
        or (date_trunc('milliseconds', opted_out_at), id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
      and (${search} = '' or (${digits.length > 1} and address like ${`%${digits}%`}) or exists (
        select from phones join people on people.team_id = phones.team_id and people.id = phones.person_id
        where phones.team_id = row.team_id and phones.address = row.address and people.name ilike ${name}))
    order by date_trunc('milliseconds', opted_out_at) desc, id desc limit ${limit}`.execute(scope.db);
  return rows;
}

/** Somebody who seems to ask for no more texts, until a member has said what they meant. */
export interface StopRequest {
  id: string;
  address: string;
  person: Whom;
  words: string;
  askedAt: Date;
  /** The law's last day for it. */
  answerBy: Date;
  line: ConsentRecord['line'];
}

/** So many are shown at once. */
const mostShown = 200;

/** Those who seem to ask for no more texts, who has waited longest first. */
export async function listRequests(scope: TeamScope): Promise<StopRequest[]> {
  const { rows } = await sql<Omit<StopRequest, 'answerBy'>>`
    select id, address, words, asked_at as "askedAt", ${ofRow} from stop_requests as row
    where team_id = ${scope.teamId}::uuid and settled_at is null
    order by asked_at, id limit ${sql.lit(mostShown)}`.execute(scope.db);
  return rows.map((row) => ({ ...row, answerBy: answerBy(row.askedAt) }));
}
