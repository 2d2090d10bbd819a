import { setTimeout } from 'node:timers/promises';
import { openBatch } from '../../platform/batch.ts';
import type { Log } from '../../platform/log.ts';
import { SendError } from '../../providers/provider.ts';
import type { TeamScope } from '../floor.ts';
import { find, type Line, providerOf, setAlarm, wakeLine, webhookUrl } from '../lines/lines.ts';
import { type Claimed, claim, nextDueAt } from './claim.ts';
import { type Ended, type Outcome, recordOutcomes } from './record-outcomes.ts';
import { recoverLine } from './recover.ts';

/** Texts of one line that are being handed over at the same time, each of another conversation. */
const mostInFlight = 50;

/** After this long a drain gives its place back, so that one busy line cannot keep the others waiting. */
const sliceMs = 2000;

/** The process that drains, as far as a drain needs to know it. */
export interface Drainer {
  workerId: string;
  log: Log;
  /** The attempts that this process is making now, by line and attempt. */
  underWay: Map<string, Map<string, Promise<void>>>;
  /** Says that the process is stopping: what is claimed is finished, nothing more is taken. */
  isStopping(): boolean;
}

/**
 * Sends what is due on a line until nothing is left or its time slice is over. One drain of a line runs at a time; the
 * queue sees to that. Nobody waits for a slow answer: it is written down whenever it comes, by whoever waits for it.
 */
export async function drain(scope: TeamScope, lineId: string, drainer: Drainer): Promise<void> {
  const line = await find(scope, lineId);
  const underWay = drainer.underWay.get(lineId) ?? new Map<string, Promise<void>>();
  drainer.underWay.set(lineId, underWay);
  // Attempts that this very process began and lost sight of, when the database broke off before it could write.
  await recoverLine(scope, lineId, drainer.workerId, [...underWay.keys()]);
  const outcomes = openBatch((ended: Ended[]) => recordOutcomes(scope, line, ended).then(() => ended), mostInFlight);
  const until = Date.now() + sliceMs;
  while (!drainer.isStopping() && Date.now() < until) {
    if (underWay.size >= mostInFlight) await Promise.race([...underWay.values(), setTimeout(until - Date.now())]);
    if ((await find(scope, lineId)).pausedAt) return;
    const batch = await claim(scope, line, drainer.workerId, mostInFlight - underWay.size);
    for (const text of batch) {
      const sending = handOver(scope, line, text, drainer.log)
        .then((outcome) => outcomes({ text, outcome }))
        // The next drain of the line finds the attempt open and settles it.
        .catch((error) =>
          drainer.log.error({ err: error, attemptId: text.attemptId }, 'An outcome could not be written down.'),
        )
        .then(() => void underWay.delete(text.attemptId));
      underWay.set(text.attemptId, sending);
    }
    if (batch.length === 0 && underWay.size < mostInFlight) break;
  }
  const next = await nextDueAt(scope, lineId);
  if (!next) return;
  if (next.getTime() <= Date.now()) await wakeLine(scope, lineId);
  else await setAlarm(scope, lineId, next);
}

async function handOver(scope: TeamScope, line: Line, text: Claimed, log: Log): Promise<Outcome> {
  const statusUrl = `${webhookUrl(scope, line, 'status')}?attempt=${text.attemptId}`;
  try {
    const accepted = await providerOf(scope, line.provider).send(line, text, { id: text.attemptId, statusUrl });
    return { kind: 'accepted', ...accepted };
  } catch (error) {
    if (error instanceof SendError) return { kind: error.outcome, error };
    // A fault of ours, and nobody can say how far it got.
    log.error({ err: error, attemptId: text.attemptId }, 'Handing over a text broke off.');
    return {
      kind: 'unknown',
      error: new SendError('unknown', 'It broke off while it was being sent.', { cause: error }),
    };
  }
}
