import { sql } from 'kysely';
import type { TeamScope } from '../floor.ts';
import { providerOf } from '../lines/lines.ts';
import { isFailure } from '../message-status.ts';
import { mostCounted } from './queue.ts';
import { type Doubt, doubts, lookingMs } from './resolve-unknown.ts';
import { describeTrouble } from './stored-message.ts';

/** A text of which nobody knows whether it left. */
export interface Doubtful {
  messageId: string;
  conversationId: string;
  name: string;
  /** How it begins. */
  words: string;
  since: Date;
  /** The company that is asked, or that has been; null on the practice line, whose company is a pretend one. */
  company: string | null;
  /** Why a person must decide; null while it is still looked for. */
  doubt: Doubt | null;
  /** About when the search ends. */
  lookingUntil: Date | null;
}

/** Texts that failed for one reason. */
export interface Failure {
  code: string;
  message: string;
  advice: string;
  count: number;
  lastAt: Date;
}

/** What has gone wrong or may have, and when the last text went right. Counts end at `mostCounted`. */
export interface Troubles {
  lastLeftAt: Date | null;
  /** Of how many tries, the newest, no text left, where there may be older ones; null when one left, or none ever did. */
  noneLeftOf: number | null;
  /** How many are looked for, and how many wait for a person, by why. */
  doubtful: Record<Doubt | 'looking', number>;
  /** Those that wait for a person first, then the oldest. */
  items: Doubtful[];
  /** Of the last 24 hours, the most frequent first. */
  failures: Failure[];
}

const shown = 100;
const mostLookedBack = 1000;
const dayMs = 24 * 60 * 60 * 1000;

/** Reads what a person should know about the team's texts; cheap however many there are. */
export async function readTroubles(scope: TeamScope): Promise<Troubles> {
  const yesterday = new Date(scope.clock.now().getTime() - dayMs);
  const most = sql.lit(mostCounted);
  const { rows } = await sql<Row>`
    with doubtful as materialized (
      select id, conversation_id, line_id, body, status_at,
        case when error_code = any (${[...doubts]}::text[]) then error_code end as doubt
      from messages where team_id = ${scope.teamId} and status = 'unknown' order by id limit ${most}),
    shown as (
      select doubtful.id as "messageId", conversation_id as "conversationId", people.name, left(body, 160) as words,
        coalesce(started_at, status_at) as since, ended_at as "endedAt", provider,
        lines.is_practice as "isPractice", doubt
      from (select * from doubtful order by doubt is null, id limit ${sql.lit(shown)}) as doubtful
      join conversations on conversations.team_id = ${scope.teamId} and conversations.id = conversation_id
      join people on people.team_id = ${scope.teamId} and people.id = person_id
      join lines on lines.team_id = ${scope.teamId} and lines.id = doubtful.line_id
      left join lateral (
        select started_at, ended_at from attempts where attempts.team_id = ${scope.teamId}
          and attempts.conversation_id = doubtful.conversation_id and message_id = doubtful.id
        order by started_at desc limit 1) as attempt on true),
    failed as (
      select line_id, error_code, case when error_code is null then error_message end as error_message, status, status_at
      from messages where team_id = ${scope.teamId} and ${sql.raw(isFailure('status'))} and status_at > ${yesterday}
      order by status_at desc limit ${most}),
    reasons as (
      select provider, error_code, error_message, min(status) as status, count(*)::int as count,
        max(status_at) as "lastAt"
      from failed join lines on lines.team_id = ${scope.teamId} and lines.id = line_id
      group by provider, error_code, error_message),
    -- Ids of attempts begin with their time. Those of a restored backup do not, and lie behind the time of now.
    newest as materialized (
      select outcome, started_at from attempts where team_id = ${scope.teamId} and id <= ${scope.newId()}::uuid
      order by id desc limit ${sql.lit(mostLookedBack)})
    select
      (select coalesce(json_object_agg(coalesce(doubt, 'looking'), count), '{}') from (
        select doubt, count(*) as count from doubtful group by doubt) as counted) as doubtful,
      (select coalesce(json_agg(shown order by doubt is null, "messageId"), '[]') from shown) as items,
      (select coalesce(json_agg(reasons order by count desc, "lastAt" desc), '[]') from reasons) as failures,
      (select count(*)::int from newest) as looked_back,
      (select max(started_at) from newest where outcome = 'accepted') as last_left_at`.execute(scope.db);
  const row = rows[0] as Row;
  return {
    lastLeftAt: row.last_left_at,
    noneLeftOf: !row.last_left_at && row.looked_back === mostLookedBack ? mostLookedBack : null,
    doubtful: { looking: 0, no_trace: 0, several_traces: 0, cannot_look: 0, ...row.doubtful },
    items: row.items.map((item) => toDoubtful(scope, item)),
    failures: byReason(row.failures.map((failure) => toFailure(scope, failure))),
  };
}

interface Row {
  looked_back: number;
  last_left_at: Date | null;
  doubtful: Partial<Troubles['doubtful']>;
  items: (Pick<Doubtful, 'messageId' | 'conversationId' | 'name' | 'words' | 'doubt'> & {
    since: string;
    endedAt: string | null;
    provider: string;
    isPractice: boolean;
  })[];
  failures: {
    provider: string;
    error_code: string | null;
    error_message: string | null;
    status: 'failed' | 'undelivered';
    count: number;
    lastAt: string;
  }[];
}

function toDoubtful(scope: TeamScope, row: Row['items'][number]): Doubtful {
  const { since, endedAt, provider, isPractice, ...item } = row;
  const company = isPractice ? null : providerOf(scope, provider).title;
  const until = item.doubt || !endedAt ? null : new Date(new Date(endedAt).getTime() + lookingMs);
  return { ...item, since: new Date(since), company, lookingUntil: until };
}

function toFailure(scope: TeamScope, { provider, status, count, lastAt, ...row }: Row['failures'][number]): Failure {
  const { code, message, advice } = describeTrouble(status, row, providerOf(scope, provider))!;
  return { code, message, advice, count, lastAt: new Date(lastAt) };
}

/** Several codes of a company can mean the same. */
function byReason(all: Failure[]): Failure[] {
  const found = new Map<string, Failure>();
  for (const one of all) {
    const same = found.get(one.message);
    const lastAt = same && same.lastAt > one.lastAt ? same.lastAt : one.lastAt;
    found.set(one.message, { ...(same ?? one), count: (same?.count ?? 0) + one.count, lastAt });
  }
  return [...found.values()].sort((a, b) => b.count - a.count);
}
