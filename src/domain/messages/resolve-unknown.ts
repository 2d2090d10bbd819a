import { sql } from 'kysely';
import { firstIdAt } from '../../platform/ids.ts';
import { later } from '../../platform/queue.ts';
import type { ListedText } from '../../providers/provider.ts';
import { lockAll } from '../conversations/conversations.ts';
import { announce, inTransaction, type TeamScope, type TeamTransaction } from '../floor.ts';
import { find, type Line, providerOf } from '../lines/lines.ts';
import { begun, setStatus } from './set-status.ts';
import { takeEarlyReports, takeReport } from './take-report.ts';

/** After how many seconds the company's books are looked at, each counted from the look before: ten minutes in all. */
const looksAfter = [10, 30, 60, 120, 240, 140];

/** The company's clock may be this much behind ours, and its dates have no fractions of a second. */
const skewMs = 60_000;

/** For so long after an attempt the books are looked at. */
export const lookingMs = looksAfter.reduce((sum, seconds) => sum + seconds, 0) * 1000;

/** Why the search ended without finding the text: from then on a person decides. */
export const doubts = ['no_trace', 'several_traces', 'cannot_look'] as const;
export type Doubt = (typeof doubts)[number];

/** Has the company's books looked at for an attempt of which nobody knows whether it left. */
export async function lookLater(scope: TeamScope, lineId: string, attemptId: string, look = 0): Promise<void> {
  // One at a time for a line: the company counts these requests too.
  await later(
    scope.db,
    'resolve-unknown',
    { teamId: scope.teamId, attemptId, look },
    {
      queue: `look:${lineId}`,
      key: `look:${attemptId}`,
      afterMs: (looksAfter[look] ?? 0) * 1000,
    },
  );
}

/**
 * Looks for a text whose fate is unknown. Exactly one candidate is it. None proves nothing, so it is looked for again;
 * after the last look a person has to decide. Nothing is ever sent from here.
 */
export async function resolveUnknown(scope: TeamScope, attemptId: string, look: number): Promise<void> {
  const isDoubted = () => findDoubtful(scope, attemptId);
  const attempt = (await isDoubted()) ?? ((await doubt(scope, attemptId)) && (await isDoubted()));
  if (!attempt) return;
  const line = await find(scope, attempt.line_id);
  const listed = await list(scope, line, attempt);
  await inTransaction(scope, async (tx) => {
    // A report may have come while we asked.
    const held = await lockDoubtful(tx, attemptId);
    if (!held) return;
    const candidates = listed && (await withoutOwned(tx, listed));
    if (candidates?.length === 1 && !(await hasTwinUnderWay(tx, held))) {
      await adopt(tx, line, attemptId, candidates[0] as ListedText);
    } else if (look + 1 < looksAfter.length) await lookLater(tx, line.id, attemptId, look + 1);
    else await leaveToPerson(tx, held, doubtOf(candidates));
  });
}

/**
 * The texts that wait no more, and of which nobody knows whether their last attempt left: a process of an older version,
 * which marked in its row that a text was under way, leaves that of ours as it finds it.
 */
const leftWaiting = (scope: TeamScope) => sql<Left>`
  select messages.id, messages.conversation_id, attempts.id as attempt_id, attempts.line_id
  from attempts join messages on messages.team_id = attempts.team_id
    and messages.conversation_id = attempts.conversation_id and messages.id = attempts.message_id
  where attempts.team_id = ${scope.teamId}::uuid and outcome = 'unknown' and status = any (${[...begun]}::text[])
    and not exists (select from outbox where outbox.team_id = messages.team_id
      and outbox.line_id = messages.line_id and outbox.message_id = messages.id)
    and not exists (select from attempts as later where later.team_id = attempts.team_id
      and later.conversation_id = attempts.conversation_id and later.message_id = attempts.message_id
      and (later.outcome = 'sending' or later.started_at > attempts.started_at))`;

interface Left {
  id: string;
  conversation_id: string;
  attempt_id: string;
  line_id: string;
}

/** Has the books looked at for what was left waiting by attempts since a time: an older process may have ended the search. */
export async function lookForLeft(scope: TeamScope, since: Date): Promise<void> {
  const { rows } = await sql<Left>`${leftWaiting(scope)} and attempts.id >= ${firstIdAt(since)}::uuid`.execute(
    scope.db,
  );
  for (const { line_id: lineId, attempt_id: attemptId } of rows) await lookLater(scope, lineId, attemptId);
}

/** Doubts the text of an attempt that was left waiting. Answers whether there was anything to do. */
async function doubt(scope: TeamScope, attemptId: string): Promise<boolean> {
  return inTransaction(scope, async (tx) => {
    const { rows } = await sql<Left>`${leftWaiting(tx)} and attempts.id = ${attemptId}::uuid`.execute(tx.db);
    for (const { id, conversation_id: conversationId } of rows) {
      await setStatus(tx, [id], begun, { status: 'unknown' });
      announce(tx, { kind: 'message.changed', conversationId, messageId: id });
    }
    return rows.length > 0;
  });
}

type Doubtful = NonNullable<Awaited<ReturnType<typeof findDoubtful>>>;

function findDoubtful(scope: TeamScope, attemptId: string, isLocked = false) {
  return scope.db
    .selectFrom('attempts')
    .innerJoin('messages', (join) =>
      join
        .onRef('messages.team_id', '=', 'attempts.team_id')
        .onRef('messages.conversation_id', '=', 'attempts.conversation_id')
        .onRef('messages.id', '=', 'attempts.message_id'),
    )
    .select(['attempts.line_id', 'started_at', 'messages.id', 'messages.conversation_id', 'to_address', 'body'])
    .where('attempts.team_id', '=', scope.teamId)
    .where('attempts.id', '=', attemptId)
    .where('outcome', '=', 'unknown')
    .where('status', '=', 'unknown')
    .$if(isLocked, (query) => query.forUpdate())
    .executeTakeFirst();
}

/** Before the attempt its conversation, as whoever merges or removes people does: it may be another by then. */
async function lockDoubtful(tx: TeamTransaction, attemptId: string) {
  for (let locked = ''; ; ) {
    const found = await findDoubtful(tx, attemptId);
    if (!found || found.conversation_id === locked) return found && findDoubtful(tx, attemptId, true);
    locked = found.conversation_id;
    await lockAll(tx, [locked]);
  }
}

/** What the text could be among the company's; null when nobody tells. */
async function list(scope: TeamScope, line: Line, attempt: Doubtful): Promise<ListedText[] | null> {
  const since = new Date(attempt.started_at.getTime() - skewMs);
  const texts = await providerOf(scope, line.provider)
    .list?.(line, { to: attempt.to_address, since })
    .catch(() => null);
  return texts?.filter((text) => text.isOutbound && text.body === attempt.body) ?? null;
}

/** Those that no other text of ours is known to be, over whichever line: several can send from one account or service. */
async function withoutOwned(tx: TeamTransaction, texts: ListedText[]): Promise<ListedText[]> {
  if (texts.length === 0) return [];
  const { rows: owned } = await sql<{ provider_id: string }>`
    select provider_id from messages
    where team_id = ${tx.teamId} and provider_id = any (${texts.map((text) => text.providerId)}::text[])
      and line_id = any (array(select id from lines where team_id = ${tx.teamId}))`.execute(tx.db);
  return texts.filter((text) => !owned.some((row) => row.provider_id === text.providerId));
}

/** The same words to the same person, on their way just now: what the books show may be that text. */
async function hasTwinUnderWay(tx: TeamTransaction, attempt: Doubtful): Promise<boolean> {
  const { rows } = await sql`
    select from attempts join messages on messages.team_id = attempts.team_id
      and messages.conversation_id = attempts.conversation_id and messages.id = attempts.message_id
    where attempts.team_id = ${tx.teamId} and attempts.outcome = 'sending'
      and attempts.conversation_id = ${attempt.conversation_id} and messages.body = ${attempt.body}
    limit 1`.execute(tx.db);
  return rows.length > 0;
}

async function adopt(tx: TeamTransaction, line: Line, attemptId: string, text: ListedText): Promise<void> {
  const { providerId, code, from, createdAt } = text;
  await takeReport(tx, line, { providerId, attemptId, status: text.status ?? 'accepted', code, from }, createdAt);
  await takeEarlyReports(tx, line, [providerId]);
}

const doubtOf = (candidates: ListedText[] | null): Doubt => {
  if (!candidates) return 'cannot_look';
  return candidates.length === 0 ? 'no_trace' : 'several_traces';
};

async function leaveToPerson(tx: TeamTransaction, attempt: Doubtful, doubt: Doubt): Promise<void> {
  await setStatus(tx, [attempt.id], ['unknown'], { status: 'unknown', error_code: doubt });
  announce(tx, { kind: 'message.changed', conversationId: attempt.conversation_id, messageId: attempt.id });
}
