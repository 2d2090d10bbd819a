import type { Floor } from '../../domain/floor.ts';
import { findAll } from '../../domain/messages/messages.ts';
import { changesAfter, newestChange } from '../../platform/events.ts';
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
 */
export async function tell(floor: Floor, teamId: string, listeners: Listener[]): Promise<void> {
  const team = { ...floor, teamId };
  const newest = await newestChange(team);
  for (const listener of listeners.filter(({ position }) => newest - position > longestGap)) {
    listener.position = newest;
    listener.send(refetch(newest));
  }
  const from = Math.min(...listeners.map(({ position }) => position));
  if (from >= newest) return;
  const changes = await changesAfter(team, from, longestGap);
  const messages = await findAll(team, [...new Set(changes.flatMap(({ messageId }) => messageId ?? []))]);
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
}
