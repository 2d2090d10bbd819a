import { seen } from './frames.ts';
import { readSaid } from './said.ts';

/** A member at a conversation, in one of the pages that they have open. */
export interface Sighting {
  teamId: string;
  conversationId: string;
  member: { id: string; name: string };
  page: string;
  state: State;
}

type State = 'looking' | 'typing' | 'gone';

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
  // By member, conversation and page, the one that was heard of longest ago first.
  const sightings = new Map<string, Sighting & { until: number }>();

  /** What a member does at a conversation, in whichever of their pages. */
  function stateOf({ member, conversationId }: Sighting): State {
    const states = [...sightings.values()]
      .filter((other) => other.conversationId === conversationId && other.member.id === member.id)
      .map(({ state }) => state);
    return states.find((state) => state === 'typing') ?? states[0] ?? 'gone';
  }

  function change(sighting: Sighting, work: () => void): void {
    const before = stateOf(sighting);
    work();
    const { teamId, conversationId, member } = sighting;
    const state = stateOf(sighting);
    if (state !== before) show(teamId, Buffer.from(seen({ conversationId, member, state })));
  }

  function forget(key: string): void {
    const sighting = sightings.get(key);
    if (sighting) change(sighting, () => sightings.delete(key));
  }

  function take(sighting: Sighting): void {
    const key = `${sighting.member.id} ${sighting.conversationId} ${sighting.page}`;
    if (sighting.state === 'gone') {
      forget(key);
      return;
    }
    const isNew = !sightings.has(key);
    change(sighting, () => {
      sightings.delete(key);
      sightings.set(key, { ...sighting, until: performance.now() + afterMs });
    });
    if (!isNew) return;
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
    hear(words) {
      const said = readSaid(words);
      if (said && isSighting(said)) take(said);
    },
    present(teamId) {
      const here = [...sightings.values()].filter((sighting) => sighting.teamId === teamId);
      const frames = here.map((sighting) => {
        const { conversationId, member } = sighting;
        return seen({ conversationId, member, state: stateOf(sighting) });
      });
      return Buffer.from([...new Set(frames)].join(''));
    },
    close: () => clearInterval(forgetting),
  };
}

function isSighting(said: object): said is Sighting {
  const { teamId, conversationId, page, state, member } = said as Partial<Sighting>;
  const texts = [teamId, conversationId, page, member?.id, member?.name];
  return texts.every((text) => typeof text === 'string') && ['looking', 'typing', 'gone'].includes(String(state));
}
