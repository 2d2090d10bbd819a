import assert from 'node:assert/strict';
import { list, openKnownRows } from '../../../src/domain/conversations/conversations.ts';
import { countBackward, type Move } from '../harness/count.ts';
import { people, type Run } from './world.ts';

/** What everybody outside of Hearback knows, and Hearback must agree with. */
export interface Known {
  /** Words of every text that was written and confirmed → its id. */
  intents: Map<string, string>;
  /** Ids of every text that was acknowledged. */
  received: Map<string, { from: string; body: string }>;
  /** How often a person chose to send a text again. */
  sentAgain: Map<string, number>;
  /** Texts that a person gave up. */
  left: Set<string>;
  /** What happened in each person's conversation that settles whether they wait. */
  story: Map<string, Happening[]>;
  /** Who waits, as the last look found. */
  waiting: Set<string>;
  unread: Map<string, number>;
  /** The last change of a status that was looked at. */
  lastMove: number;
}

/** They wrote; they wrote a word that wants no answer; we wrote; somebody who waited was said to be done. */
export type Happening = 'theirs' | 'quiet' | { ours: string } | 'done';

export function happens(known: Known, address: string, what: Happening): void {
  known.story.set(address, [...(known.story.get(address) ?? []), what]);
}

export const nothingKnown = (): Known => ({
  intents: new Map(),
  received: new Map(),
  sentAgain: new Map(),
  left: new Set(),
  story: new Map(),
  waiting: new Set(),
  unread: new Map(),
  lastMove: 0,
});

interface Row {
  id: string;
  body: string;
  direction: string;
  status: string;
  sid: string | null;
  from: string;
  conversation: string;
  waits: number;
  attempts: number;
  tries: number;
}

const rowsOf = `
  select id, body, direction, status, provider_id as sid, from_address as from, conversation_id as conversation,
    (select count(*)::int from outbox where outbox.team_id = messages.team_id and message_id = messages.id) as waits,
    (select count(*)::int from attempts where attempts.team_id = messages.team_id
      and attempts.conversation_id = messages.conversation_id and message_id = messages.id and outcome = 'sending') as attempts,
    (select count(*)::int from attempts where attempts.team_id = messages.team_id
      and attempts.conversation_id = messages.conversation_id and message_id = messages.id) as tries
  from messages where team_id = $1 order by id`;

/** Events without a gap, and changes of status since the last look. */
const booksOf = `
  select (select count(*)::int from events where team_id = $1) as events,
    (select last_number::int from event_heads where team_id = $1) as last,
    coalesce((select json_agg(json_build_object('number', number, 'messageId', message_id, 'was', was, 'became', became))
      from chaos.moves join messages on messages.id = message_id where team_id = $1 and number > $2), '[]') as moves`;

/** Texts behind nothing, while nobody has been told to look. */
const forgotten = `
  select count(*)::int as count from outbox join lines on lines.team_id = outbox.team_id and lines.id = line_id
  where outbox.team_id = $1 and paused_at is null
    and not exists (select from outbox earlier where earlier.team_id = outbox.team_id
      and earlier.line_id = outbox.line_id and earlier.conversation_id = outbox.conversation_id
      and earlier.message_id < outbox.message_id)
    and not exists (select from attempts where attempts.team_id = outbox.team_id
      and attempts.line_id = outbox.line_id and attempts.conversation_id = outbox.conversation_id and outcome = 'sending')
    and not exists (select from graphile_worker.jobs where key in ('drain:' || line_id, 'alarm:' || line_id))`;

const waitingStatuses = ['scheduled', 'queued'];
const leftStatuses = ['accepted', 'sent', 'delivered', 'undelivered'];

/** Everything that must hold after every step. */
export async function checkRun(known: Known, run: Run): Promise<void> {
  const { query } = run.world;
  const { teamId } = run.member;
  const rows = (await query(rowsOf, [teamId])) as unknown as Row[];
  checkInbound(
    known,
    rows.filter(({ direction }) => direction === 'inbound'),
  );
  for (const row of rows.filter(({ direction }) => direction === 'outbound')) checkOutbound(known, run, row);
  const written = rows.filter(({ direction }) => direction === 'outbound').map(({ id }) => id);
  assert.deepEqual(written.sort(), [...known.intents.values()].sort(), 'what was written is there, once');

  const [books] = (await query(booksOf, [teamId, known.lastMove])) as unknown as {
    events: number;
    last: number;
    moves: (Move & { number: number })[];
  }[];
  assert.equal(books?.events, books?.last, 'events have no gap');
  assert.deepEqual(countBackward(books?.moves ?? []).examples, [], 'statuses only rise');
  known.lastMove = Math.max(known.lastMove, ...(books?.moves ?? []).map(({ number }) => number));

  assert.deepEqual(run.company.faults, []);
  const conversations = await list(openKnownRows(), run.member, { view: 'all', of: [], after: null, limit: 50 });
  for (const { shared, own } of conversations) {
    const { person, waitingSince } = shared;
    const address = person.phones[0] as string;
    assert.equal(own.unread, known.unread.get(address) ?? 0, `unread of ${address}`);
    const waits = isWaiting(known.story.get(address) ?? [], rows);
    assert.equal(waitingSince !== null, waits ?? waitingSince !== null, `${address} is waiting`);
    if (waitingSince) known.waiting.add(address);
    else known.waiting.delete(address);
  }
  assert.ok(conversations.length <= people.length, 'one conversation for each number');
  const [left] = (await query(forgotten, [teamId])) as unknown as { count: number }[];
  assert.equal(left?.count, 0, 'texts that nobody will come for');
}

/**
 * Whether somebody waits: a text that was taken back has answered nobody. Null where nothing is promised: a text that had
 * been tried, came back and was taken back then.
 */
function isWaiting(story: Happening[], rows: Row[]): boolean | null {
  const takenBack = new Map(rows.filter(({ status }) => status === 'canceled').map((row) => [row.body, row]));
  let waits = false;
  for (const what of story) {
    const back = typeof what === 'object' && takenBack.get(what.ours);
    if (back && back.tries > 0) return null;
    if (!back) waits = what === 'theirs';
  }
  return waits;
}

function checkInbound(known: Known, rows: Row[]): void {
  const stored = rows.map(({ sid, from, body }) => [sid, { from, body }]);
  const sorted = (all: unknown[]) => all.map((each) => JSON.stringify(each)).sort();
  assert.deepEqual(sorted(stored), sorted([...known.received]), 'what was acknowledged is there, once');
  for (const [from, texts] of Map.groupBy(rows, (row) => row.from))
    assert.equal(new Set(texts.map(({ conversation }) => conversation)).size, 1, `one conversation with ${from}`);
}

function checkOutbound(known: Known, run: Run, { body, status, waits, attempts }: Row): void {
  const carried = run.company.carried.filter((text) => text.body === body).length;
  const again = known.sentAgain.get(body) ?? 0;
  assert.ok(carried <= 1 + again, `"${body}" was accepted ${carried} times`);
  // It waits in the queue, or an attempt of it is under way: one of both, and once.
  const where = `"${body}" is ${status}, ${waits} times in the queue, with ${attempts} attempts under way`;
  assert.equal(waits + attempts, waitingStatuses.includes(status) ? 1 : 0, where);
  if (leftStatuses.includes(status)) assert.ok(carried > 0, `"${body}" is ${status}, and the company never had it`);
  if (status === 'failed' || status === 'canceled')
    assert.ok(carried <= again || known.left.has(body), `"${body}" is ${status}, and the company has it`);
}
