import { findBeside } from '../../domain/conversations/conversations.ts';
import type { Floor } from '../../domain/floor.ts';
import { findAll } from '../../domain/messages/messages.ts';
import { changesAfter } from '../../platform/events.ts';
import type { EventStream } from './event-stream.ts';
import { changed, named, refetch } from './frames.ts';

/** A browser that listens. */
export interface Listener extends EventStream {
  teamId: string;
  memberId: string;
  sessionId: string;
  /** The newest change it has been sent. */
  position: number;
}

/** How many changes behind a browser may be before fetching all again is the cheaper way: for it, and for us. */
export const longestGap = 50;

/** After telling, a team rests so many times as long as that took, so that it never takes more than its share. */
const restTimes = 4;
const longestRestMs = 100;

/** In a flood too great to be told piece by piece, browsers fetch what they show, and not too often. */
const restInFloodMs = 1000;

/**
 * Tells listeners what they have not been told yet, in one read for all: whoever is too far behind for it must not make
 * the others wait. Messages are read as they are now: a later change of the same message follows anyway.
 * @returns for how long (ms) to rest: alone a change is told at once, in a flood many are told together.
 */
export async function tell(floor: Floor, teamId: string, listeners: Listener[]): Promise<number> {
  const team = { ...floor, teamId };
  const from = Math.min(...listeners.map(({ position }) => position));
  const { changes, newest } = await changesAfter(team, from, longestGap);
  const [late, onTime] = split(listeners, ({ position }) => newest - position > longestGap);
  for (const listener of late) {
    listener.position = newest;
    listener.send(refetch(newest));
  }
  if (late.length > 0) return onTime.length > 0 ? tell(floor, teamId, onTime) : restInFloodMs;
  const messages = await findAll(team, [...new Set(changes.flatMap(({ messageId }) => messageId ?? []))]);
  const beside = await findBeside(team, [
    ...new Set(changes.flatMap(({ kind, subjectId }) => (kind in named ? [] : (subjectId ?? [])))),
  ]);
  const startedAt = performance.now();
  const frames = changes.map((change) =>
    changed(change, messages.get(change.messageId ?? ''), beside.get(change.subjectId ?? '')),
  );
  // Nearly always everybody is at the same place, and gets the same bytes.
  for (const [position, some] of Map.groupBy(listeners, (listener) => listener.position)) {
    const first = changes.findIndex(({ number }) => number > position);
    if (first === -1) continue;
    const news = Buffer.from(frames.slice(first).join(''));
    for (const listener of some) {
      listener.position = changes.at(-1)?.number ?? position;
      listener.send(news);
    }
  }
  // Waiting for the database earns no rest: it costs this process nothing.
  return Math.min(restTimes * (performance.now() - startedAt), longestRestMs);
}

function split<Thing>(things: Thing[], isLeft: (thing: Thing) => boolean): [Thing[], Thing[]] {
  const { left = [], right = [] } = Object.groupBy(things, (thing) => (isLeft(thing) ? 'left' : 'right'));
  return [left, right];
}
