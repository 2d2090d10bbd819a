import type { Log } from '../../platform/log.ts';
import { SendError } from '../../providers/provider.ts';
import type { TeamScope } from '../floor.ts';
import { find, type Line, providerOf, webhookUrl } from '../lines/lines.ts';
import { type Claimed, claim, nextDueAt } from './claim.ts';
import { type Outcome, recordOutcome } from './record-outcome.ts';
import { wakeLine } from './wake-line.ts';

/** Texts that are handed over at the same time, each of another conversation. */
const batchSize = 20;

/** After this long a drain gives its worker back, so that one busy line cannot keep the others waiting. */
const sliceMs = 2000;

export interface Drainer {
  workerId: string;
  log: Log;
  /** Says that the process is stopping: what is claimed is finished, nothing more is taken. */
  isStopping(): boolean;
}

/**
 * Sends what is due on a line, in batches, until nothing is left or its time slice is over. One drain of a line runs at
 * a time; the queue sees to that.
 */
export async function drain(scope: TeamScope, lineId: string, drainer: Drainer): Promise<void> {
  const line = await find(scope, lineId);
  const until = Date.now() + sliceMs;
  while (!line.pausedAt && !drainer.isStopping()) {
    const batch = await claim(scope, line, drainer.workerId, batchSize);
    if (batch.length === 0) break;
    const outcomes = await Promise.all(batch.map((claimed) => handOver(scope, line, claimed, drainer.log)));
    for (const [index, outcome] of outcomes.entries())
      await recordOutcome(scope, line, batch[index] as Claimed, outcome);
    if (outcomes.some((outcome) => outcome.kind !== 'accepted' && outcome.error.stopsLine)) return;
    if (Date.now() > until) break;
  }
  const next = line.pausedAt ? null : await nextDueAt(scope, lineId);
  if (next) await wakeLine(scope, lineId, next);
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
      error: new SendError('unknown', 'Something broke off here while it was being sent.', { cause: error }),
    };
  }
}
