import type { Floor } from '../../domain/floor.ts';
import { findAll } from '../../domain/messages/messages.ts';
import { changesAfter } from '../../platform/events.ts';
import type { EventStream } from './event-stream.ts';
import { changed, refetch } from './frames.ts';

/** A browser that listens. */
export interface Listener extends EventStream {
  teamId: string;
  memberId: string;
  sessionId: string;
  /** The newest change it has been sent. */
  position: number;
}

/** How many changes behind a browser may be before fetching all again is the cheaper way. */
export const longestGap = 1000;

/**
 * Tells listeners what they have not been told yet, in one read for all: whoever is too far behind for it must not make
 * the others wait. Messages are read as they are now: a later change of the same message follows anyway.
 * @returns for how long it wrote, in milliseconds: waiting for the database costs this process nothing.
 */
export async function tell(floor: Floor, teamId: string, listeners: Listener[]): Promise<number> {
  const team = { ...floor, teamId };
  const from = Math.min(...listeners.map(({ position }) => position));
  const { changes, newest } = await changesAfter(team, from, longestGap);
  const late = listeners.filter(({ position }) => newest - position > longestGap);
  for (const listener of late) {
    listener.position = newest;
    listener.send(refetch(newest));
  }
  if (late.length > 0) return tell(floor, teamId, listeners);
  const messages = await findAll(team, [...new Set(changes.flatMap(({ messageId }) => messageId ?? []))]);
  const startedAt = performance.now();
  const frames = changes.map((change) =>
    changed(change, change.messageId ? messages.get(change.messageId) : undefined),
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
  return performance.now() - startedAt;
}
