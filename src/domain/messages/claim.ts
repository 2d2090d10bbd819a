import { announce, inTransaction, type TeamScope } from '../floor.ts';
import { warnedAt } from '../limits/limits.ts';
import { claimTexts, type LaneOrder, type Taken } from './claim-texts.ts';
import { holdBack } from './hold-back.ts';
import { lanes, type Place } from './outbox.ts';
import { warnThoseInCharge } from './warn.ts';

/** A text that is ours to send now, with the attempt that is already written down. */
export interface Claimed {
  attemptId: string;
  messageId: string;
  conversationId: string;
  lane: number;
  to: string;
  body: string;
  /** The pictures that go with it. */
  files: { id: string; type: string }[];
  tries: number;
  triedAt: Date;
  unlessTheyWrite: boolean;
  /** Since when the person had been waiting, so that they wait again if it is taken back after a try. */
  waitedSince: Date | null;
  /** Until when it may leave, if it is bound to somebody's hours. */
  openUntil: Date | null;
}

/**
 * Takes the next texts of a line that are due, the faster lane first and no more than the line's pace allows, at most one
 * of each conversation in a lane, and commits an attempt for each before anything leaves. Nothing is taken for a line
 * that is paused, nor by a worker whose lease is over. Whoever has opted out by now, or is of a country that the team does
 * not text any more, is not texted: the text is cancelled. For whom it is too late in the day, and what the team has no money
 * for, goes back and waits.
 */
export async function claim(
  scope: TeamScope,
  lineId: string,
  workerId: string,
  { replies, toMany }: { replies: LaneOrder; toMany: LaneOrder },
): Promise<{ claimed: Claimed[]; places: (Place | null)[]; isMoved: boolean }> {
  return inTransaction(scope, async (tx) => {
    const { rows } = await claimTexts(tx, lineId, workerId, replies, toMany).execute(tx.db);
    for (const row of rows) {
      // Nobody watches one of many being handed over; whoever wrote a reply does.
      if (row.lane === lanes.toMany && row.fate === null) continue;
      announce(tx, { kind: 'message.changed', conversationId: row.conversation_id, messageId: row.message_id });
    }
    await holdBack(tx, lineId, rows);
    if (isNews(rows)) {
      announce(tx, { kind: 'team.changed' });
      await warnThoseInCharge(tx, { isSpent: rows.some(({ fate }) => fate === 'money') });
    }
    return {
      claimed: rows.filter(({ fate }) => fate === null).map(toClaimed),
      isMoved: rows.length > 0,
      places: [placeAfter(rows, lanes.oneToOne, replies), placeAfter(rows, lanes.toMany, toMany)],
    };
  });
}

/** Whether the month's money runs out with these, or goes past the part at which the team is warned; or some wait abroad. */
function isNews(rows: Taken[]): boolean {
  if (rows.some(({ fate }) => fate === 'abroad')) return true;
  const [first] = rows;
  if (!first?.cap || first.money === null) return false;
  const cap = Number(first.cap);
  const before = cap - Number(first.money);
  const after = rows.reduce((sum, { fate, cost }) => (fate === null ? sum + Number(cost) : sum), before);
  const isPassed = (part: number) => before < cap * part && after > cap * part - 1e-6;
  return rows.some(({ fate }) => fate === 'money') || isPassed(warnedAt) || isPassed(1);
}

/** Where a lane goes on; one that was not filled is begun anew, since something may have come in behind us. */
function placeAfter(rows: Taken[], lane: number, { most }: LaneOrder): Place | null {
  const own = rows.filter((row) => row.lane === lane);
  const last = own.length === most ? own.at(-1) : undefined;
  return last ? { dueAt: last.due_at, messageId: last.message_id } : null;
}

function toClaimed(row: Taken): Claimed {
  return {
    attemptId: row.attempt_id,
    messageId: row.message_id,
    conversationId: row.conversation_id,
    lane: row.lane,
    to: row.to_address,
    body: row.body,
    files: row.files ?? [],
    tries: row.tries,
    triedAt: row.tried_at,
    unlessTheyWrite: row.unless_they_write,
    waitedSince: row.waited_since,
    openUntil: row.open_until,
  };
}
