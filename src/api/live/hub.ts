import type { Floor } from '../../domain/floor.ts';
import { findAll } from '../../domain/messages/messages.ts';
import { changesAfter, type NumberedChange } from '../../platform/events.ts';
import type { Log } from '../../platform/log.ts';

/** A browser that listens. `send` takes a whole frame of the event stream. */
export interface Listener {
  teamId: string;
  sessionId: string;
  /** The newest change it has been sent. */
  position: number;
  send(frame: string): void;
  /** Ends the stream; the browser comes back by itself, unless it was told that it is signed out. */
  end(): void;
}

export interface Hub {
  /** Sends a listener what it has missed, then everything as it happens, until `leave`. */
  join(listener: Listener): Promise<void>;
  leave(listener: Listener): void;
  /** Says that a team has news. Only a hint: the hub also looks by itself every second. */
  hint(teamId: string): void;
  countOf(teamId: string): number;
  close(): Promise<void>;
}

/** How far behind a browser may be before fetching all again is the cheaper way. */
const longestGap = 1000;
const pageSize = 200;

/** Reads each team's log once for all its browsers, and writes each change once as text. */
export function openHub(floor: Floor, log: Log): Hub {
  const teams = new Map<string, Set<Listener>>();
  const reading = new Map<string, Promise<void>>();

  async function read(teamId: string): Promise<void> {
    for (;;) {
      const listeners = [...(teams.get(teamId) ?? [])];
      if (listeners.length === 0) return;
      const from = Math.min(...listeners.map((listener) => listener.position));
      const changes = await changesAfter({ ...floor, teamId }, from, pageSize);
      if (changes.length === 0) return;
      const frames = await write(floor, teamId, changes);
      for (const listener of listeners) {
        for (const [index, change] of changes.entries()) {
          if (change.number <= listener.position) continue;
          listener.position = change.number;
          listener.send(frames[index] as string);
        }
      }
    }
  }

  function hint(teamId: string): void {
    if (!teams.has(teamId)) return;
    // A hint while reading asks for one more look afterwards: what it hints at may have come after the last page.
    const running = reading.get(teamId) ?? Promise.resolve();
    const next = running
      .then(() => read(teamId))
      .catch((error) => log.warn({ err: error }, 'Reading the changes of a team failed; trying again.'))
      .finally(() => reading.get(teamId) === next && reading.delete(teamId));
    reading.set(teamId, next);
  }

  async function dropSignedOut(): Promise<void> {
    const all = [...teams.values()].flatMap((listeners) => [...listeners]);
    if (all.length === 0) return;
    const rows = await floor.db
      .selectFrom('sessions')
      .select('id')
      .where('id', 'in', [...new Set(all.map((listener) => listener.sessionId))])
      .where('expires_at', '>', floor.clock.now())
      .execute();
    const valid = new Set(rows.map((row) => row.id));
    for (const listener of all.filter((each) => !valid.has(each.sessionId))) {
      listener.send('event: signed-out\ndata: {}\n\n');
      listener.end();
    }
  }

  const timer = setInterval(() => {
    for (const teamId of teams.keys()) if (!reading.has(teamId)) hint(teamId);
    dropSignedOut().catch((error) =>
      log.warn({ err: error }, 'Checking the sessions of listeners failed; trying again.'),
    );
  }, 1000);

  return {
    async join(listener) {
      const missed = await changesAfter({ ...floor, teamId: listener.teamId }, listener.position, longestGap + 1);
      if (missed.length > longestGap) {
        listener.position = missed.at(-1)?.number ?? listener.position;
        listener.send(`id: ${listener.position}\nevent: refetch\ndata: {}\n\n`);
      }
      const team = teams.get(listener.teamId) ?? new Set();
      teams.set(listener.teamId, team.add(listener));
      hint(listener.teamId);
    },
    leave(listener) {
      const team = teams.get(listener.teamId);
      team?.delete(listener);
      if (team?.size === 0) teams.delete(listener.teamId);
    },
    hint,
    countOf: (teamId) => teams.get(teamId)?.size ?? 0,
    async close() {
      clearInterval(timer);
      for (const listener of [...teams.values()].flatMap((listeners) => [...listeners])) listener.end();
      teams.clear();
      await Promise.all(reading.values());
    },
  };
}

/** Messages are read once a page, as they are now: a later change of the same message follows anyway. */
async function write(floor: Floor, teamId: string, changes: NumberedChange[]): Promise<string[]> {
  const ids = changes.flatMap((change) => change.messageId ?? []);
  const messages = await findAll({ ...floor, teamId }, [...new Set(ids)]);
  return changes.map(({ number, messageId, ...change }) => {
    const message = messageId && messages.get(messageId);
    const told = { seq: number, ...change, ...(message && { message }) };
    return `id: ${number}\nevent: change\ndata: ${JSON.stringify(told)}\n\n`;
  });
}
