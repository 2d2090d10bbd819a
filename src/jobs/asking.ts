import { setTimeout as rest } from 'node:timers/promises';
import { sendRound } from '../domain/broadcasts/broadcasts.ts';
import type { Floor } from '../domain/floor.ts';
import { askRound } from '../domain/questions/questions.ts';
import type { Log } from '../platform/log.ts';
import { openTurns, type Turns } from '../platform/turns.ts';

/** After each part of a large round, so that whoever texts in between is not kept waiting. */
const breathMs = 20;

/** Asks what is due, reminds and closes, until closed; what is left is found by whoever looks next. */
export const keepAsking = (floor: Floor, log: Log, lookEveryMs: number) => keepDoing(askRound, floor, log, lookEveryMs);

/** The same for broadcasts: puts down who gets them, and writes their texts. */
export const keepSending = (floor: Floor, log: Log, lookEveryMs: number) =>
  keepDoing(sendRound, floor, log, lookEveryMs);

type Round = (floor: Floor, turns: (work: string) => Turns) => Promise<boolean>;

function keepDoing(round: Round, floor: Floor, log: Log, lookEveryMs: number): { close(): Promise<void> } {
  const closing = new AbortController();
  const { signal } = closing;
  const turns = openTurns(({ err, ...piece }) => {
    if (!signal.aborted) log.warn({ err, ...piece }, 'A part of what is due could not be done; it is tried again.');
  });

  async function run(): Promise<void> {
    while (!signal.aborted) {
      const hasMore = await round(floor, turns).catch((error) => {
        if (!signal.aborted) log.warn({ err: error }, 'What is due could not be done; trying again.');
        return false;
      });
      await rest(hasMore ? breathMs : lookEveryMs, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  const running = run();
  return {
    close() {
      closing.abort();
      return running;
    },
  };
}
