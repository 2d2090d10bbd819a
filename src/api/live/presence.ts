import { seen } from './frames.ts';

/** A member at a conversation. */
export interface Sighting {
  teamId: string;
  conversationId: string;
  member: { id: string; name: string };
  state: 'looking' | 'typing' | 'gone';
}

/** Who is at which conversation, as far as their pages have said so lately. Kept in memory alone, in each process. */
export interface Presence {
  /** What a page has told us; others are told when it is news, and the other processes in any case. */
  note(sighting: Sighting): void;
  /** What another process was told. */
  hear(words: string): void;
  /** Frames that tell a page who is there as it comes. */
  present(teamId: string): Buffer;
  close(): void;
}

/** Pages say it every 10 s: one that has missed that twice is gone. */
const forgottenAfterMs = 25_000;

/** More pages at once are a fault, not a person. */
const mostOfMember = 20;

/** Keeps sight of who is where. `show` tells the pages of a team, `say` the other processes. */
export function openPresence(options: {
  show(teamId: string, frames: Buffer): void;
  say(words: string): void;
  afterMs?: number;
}): Presence {
  const { show, say, afterMs = forgottenAfterMs } = options;
  // By member and conversation, the one that was heard of longest ago first.
  const sightings = new Map<string, Sighting & { until: number }>();

  function tell({ teamId, ...sighting }: Sighting): void {
    show(teamId, Buffer.from(seen(sighting)));
  }

  function forget(key: string): void {
    const sighting = sightings.get(key);
    if (!sighting) return;
    sightings.delete(key);
    const { teamId, conversationId, member } = sighting;
    tell({ teamId, conversationId, member, state: 'gone' });
  }

  function take(sighting: Sighting): void {
    const key = `${sighting.member.id} ${sighting.conversationId}`;
    if (sighting.state === 'gone') {
      forget(key);
      return;
    }
    const before = sightings.get(key);
    sightings.delete(key);
    sightings.set(key, { ...sighting, until: performance.now() + afterMs });
    if (before?.state === sighting.state) return;
    tell(sighting);
    const [oldest, ...others] = [...sightings].filter(([, { member }]) => member.id === sighting.member.id);
    if (oldest && others.length >= mostOfMember) forget(oldest[0]);
  }

  const forgetting = setInterval(() => {
    for (const [key, { until }] of sightings) {
      if (until > performance.now()) break;
      forget(key);
    }
  }, 1000);

  return {
    note(sighting) {
      take(sighting);
      say(JSON.stringify(sighting));
    },
    hear: (words) => take(JSON.parse(words)),
    present(teamId) {
      const here = [...sightings.values()].filter((sighting) => sighting.teamId === teamId);
      return Buffer.from(
        here.map(({ conversationId, member, state }) => seen({ conversationId, member, state })).join(''),
      );
    },
    close: () => clearInterval(forgetting),
  };
}
