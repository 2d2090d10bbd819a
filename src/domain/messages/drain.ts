import { openBatch } from '../../platform/batch.ts';
import { isAway, untilBack } from '../../platform/database.ts';
import type { Log } from '../../platform/log.ts';
import { SendError } from '../../providers/provider.ts';
import type { TeamScope } from '../floor.ts';
import { find, type Line, providerOf, setAlarm, setSecondAlarm, wakeLine, webhookUrl } from '../lines/lines.ts';
import { type Claimed, claim } from './claim.ts';
import { type LineInHand, lineInHand } from './line-in-hand.ts';
import { mediaAddress } from './media-address.ts';
import { lookAhead } from './next-due.ts';
import { type Place, startsOf } from './outbox.ts';
import { type Ended, type Outcome, recordOutcomes } from './record-outcomes.ts';
import { recoverLine } from './recover.ts';

/** After this long a drain gives its place back, so that one busy line cannot keep the others waiting. */
const sliceMs = 500;

/** A drain waits this long for one of its texts to be answered; a slower company does not keep a worker busy. */
const patienceMs = 50;

/** So many outcomes are written down together at most. */
const mostTogether = 200;

/** Outcomes that come within so short a time are written down together. */
const gatherMs = 10;

/** For so long it is tried to write outcomes down while the database is away; then nobody can know them any more. */
const persistMs = 30_000;

/** The process that drains, as far as a drain needs to know it. */
export interface Drainer {
  workerId: string;
  log: Log;
  /** The lines that this process is sending on. */
  lines: Map<string, LineInHand>;
  /** Says that the process is stopping: what is claimed is finished, nothing more is taken. */
  isStopping(): boolean;
  /** Says that nobody else can have taken this process for dead, nor has it lost the database. */
  isAlive(): boolean;
  /** Says that something of this number has come and is not taken in yet: it may be a STOP. */
  isUnheeded(teamId: string, address: string): boolean;
}

/**
 * Sends what is due on a line until nothing is left, its pace is used up or its time slice is over. One drain of a line
 * runs at a time; the queue sees to that. Nobody waits for a slow answer: it is written down whenever it comes, by
 * whoever waits for it, and wakes the line if it was full.
 */
export async function drain(scope: TeamScope, lineId: string, drainer: Drainer): Promise<void> {
  const line = await find(scope, lineId);
  const hand = lineInHand(drainer.lines, scope.teamId, lineId);
  hand.wakesWhenDone = false;
  await hand.beginAnew((before) => startsOf(scope, lineId, before));
  if (hand.hasLostSight) await settleLost(scope, lineId, drainer, hand);
  const outcomes = openBatch((ended: Ended[]) => writeDown(scope, line, ended, drainer, hand), mostTogether, gatherMs);
  const until = Date.now() + sliceMs;
  let isNew = true;
  while (!drainer.isStopping() && drainer.isAlive() && Date.now() < until) {
    const room = hand.room();
    const isWorth = isNew ? room.replies > 0 : room.isWorthClaiming;
    isNew = false;
    if (isWorth && (await take(scope, line, drainer, hand, outcomes))) continue;
    if ((isWorth && room.toMany > 0) || !(await hand.hasMadeRoom(patienceMs))) break;
  }
  await leave(scope, lineId, drainer, hand);
}

/** Settles attempts that this very process began and lost sight of, when the database broke off before it could write. */
async function settleLost(scope: TeamScope, lineId: string, { workerId }: Drainer, hand: LineInHand): Promise<void> {
  // Cleared first: another may be lost meanwhile.
  hand.hasLostSight = false;
  await recoverLine(scope, lineId, workerId, [...hand.underWay.keys()]).catch((error) => {
    hand.hasLostSight = true;
    throw error;
  });
}

type Outcomes = (ended: Ended) => Promise<boolean>;

/** Answers of each whether it is written down. Only what the database refuses is worth being tried alone. */
async function writeDown(
  scope: TeamScope,
  line: Line,
  ended: Ended[],
  { log }: Drainer,
  hand: LineInHand,
): Promise<boolean[]> {
  try {
    if (await untilBack(() => recordOutcomes(scope, line, ended), persistMs)) hand.forgetPlaces();
    return ended.map(() => true);
  } catch (error) {
    if (!isAway(error)) throw error;
    log.error({ err: error, texts: ended.length }, 'Outcomes could not be written down: the database is away.');
    return ended.map(() => false);
  }
}

async function take(
  scope: TeamScope,
  line: Line,
  drainer: Drainer,
  hand: LineInHand,
  outcomes: Outcomes,
): Promise<boolean> {
  const room = hand.room();
  const orders = {
    replies: { most: room.replies, after: hand.places[0] as Place },
    toMany: { most: room.toMany, after: hand.places[1] as Place },
  };
  const claiming = () => claim(scope, line.id, drainer.workerId, orders);
  const { claimed, places, isMoved } = await hand.whileInFlight(claiming).catch((error) => {
    // Nobody can say whether it was committed.
    hand.hasLostSight = true;
    throw error;
  });
  hand.places = places.map((place, lane) => place ?? (hand.starts[lane] as Place));
  for (const text of claimed) {
    hand.inFlight[text.lane] = (hand.inFlight[text.lane] ?? 0) + 1;
    const done = handOver(scope, line, text, drainer)
      .finally(() => hand.isAnswered(text.lane))
      .then((outcome) => outcomes({ text, outcome }))
      .catch((error) => {
        drainer.log.error({ err: error, attemptId: text.attemptId }, 'An outcome could not be written down.');
        return false;
      })
      .then((isWritten) => {
        hand.isDone(text.attemptId);
        // Only now: the next drain of the line finds the attempt open, under way no more, and settles it.
        if (!isWritten) hand.hasLostSight = true;
        return wakeIfFull(scope, line.id, drainer, hand);
      });
    hand.underWay.set(text.attemptId, done);
  }
  return isMoved;
}

/** Sees to it that somebody comes back: now, at the time of the next text, or when there is room again. */
async function leave(scope: TeamScope, lineId: string, drainer: Drainer, hand: LineInHand): Promise<void> {
  const room = hand.room();
  hand.wakesWhenDone = room.toMany === 0;
  // Whoever comes after a process that stops has room of his own.
  const isFree = drainer.isStopping();
  const hasRoom = { replies: isFree || room.replies > 0, toMany: isFree || room.toMany > 0 };
  const { ms, isHeldBack } = await lookAhead(scope, lineId, hasRoom, hand.starts);
  if (isHeldBack) await hand.lookAgain((afterMs) => setSecondAlarm(scope, lineId, afterMs));
  if (ms === null) return;
  // A worker that may not send takes nothing: whoever may, or it a little later, goes on.
  const waitMs = drainer.isAlive() ? ms : Math.max(ms, 1000);
  if (waitMs === 0) await wakeLine(scope, lineId, { isPatient: true });
  else await setAlarm(scope, lineId, waitMs);
}

async function wakeIfFull(scope: TeamScope, lineId: string, drainer: Drainer, hand: LineInHand): Promise<void> {
  if (!hand.wakesWhenDone && !hand.hasLostSight) return;
  hand.wakesWhenDone = false;
  await wakeLine(scope, lineId, { isPatient: true }).catch((error) => {
    // What is lost sight of is looked for at the next heartbeat, and so is what waits.
    hand.hasLostSight = true;
    drainer.log.warn({ err: error, lineId }, 'A line could not be woken; the next heartbeat does it.');
  });
}

async function handOver(scope: TeamScope, line: Line, text: Claimed, drainer: Drainer): Promise<Outcome> {
  const statusUrl = `${webhookUrl(scope, line, 'status')}?attempt=${text.attemptId}`;
  try {
    // Asleep since the claim, it may be taken for dead, and somebody may be deciding about this very text.
    if (!drainer.isAlive()) throw new SendError('not_sent', 'The worker had stopped before it was sent.');
    const { to, body, files } = text;
    if (drainer.isUnheeded(scope.teamId, to))
      throw new SendError('not_sent', 'Something that they wrote was not taken in yet.');
    const outgoing = { to, body, mediaUrls: files.map((file) => mediaAddress(scope, line, file)) };
    const accepted = await providerOf(scope, line.provider).send(line, outgoing, { id: text.attemptId, statusUrl });
    return { kind: 'accepted', ...accepted };
  } catch (error) {
    if (error instanceof SendError) return { kind: error.outcome, error };
    // A fault of ours, and nobody can say how far it got.
    drainer.log.error({ err: error, attemptId: text.attemptId }, 'Handing over a text broke off.');
    return {
      kind: 'unknown',
      error: new SendError('unknown', 'It broke off while it was being sent.', { cause: error }),
    };
  }
}
