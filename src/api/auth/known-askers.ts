import type { Member } from '../../domain/teams/teams.ts';
import type { HearWrite } from '../../platform/own-writes.ts';
import { readSaid } from '../live/said.ts';

/** What the database says of who asks. */
export interface Asker {
  member: Member;
  sessionId: string;
  expiresAt: Date;
}

/** Who asks, remembered for a moment. */
export interface KnownAskers {
  /** Who comes with this cookie as we know it, or else as `ask` finds it. */
  recall(cookie: string, ask: () => Promise<Asker | null>): Promise<Asker | null>;
  /** What another process said. */
  hear(words: string): void;
  /** What a trigger said on a connection of our own. */
  hearWrite: HearWrite;
  /** Whether other processes can be heard from now on; not, until it is said. */
  attend(hears: boolean): void;
}

/** What is not heard of, because a connection is dead and nobody has noticed, holds no longer than this. */
const keptForMs = 1000;

/** They have some hundred bytes each. */
const mostKnown = 10_000;

/**
 * Triggers say that askers have changed: to us before we go on, if it is we who change them, and to everybody.
 * Nothing is kept that was asked for before the latest word of that, nor while we write, nor while others are not heard.
 */
export function openKnownAskers(): KnownAskers {
  const known = new Map<string, { asker: Asker; until: number }>();
  let timesForgotten = 0;
  let writing = 0;
  let isHearing = false;

  function forget(): void {
    timesForgotten += 1;
    known.clear();
  }

  return {
    async recall(cookie, ask) {
      const now = performance.now();
      const kept = known.get(cookie);
      if (kept && now < kept.until) return kept.asker;
      const before = timesForgotten;
      const asker = await ask();
      if (asker && isHearing && writing === 0 && before === timesForgotten) {
        if (known.size >= mostKnown) known.clear();
        known.set(cookie, { asker, until: now + keptForMs });
      }
      return asker;
    },
    hear(words) {
      if (readSaid(words)?.askers) forget();
    },
    hearWrite(words) {
      if (words !== 'hearback askers') return () => {};
      writing += 1;
      forget();
      return () => {
        writing -= 1;
        forget();
      };
    },
    attend(hears) {
      isHearing = hears;
      forget();
    },
  };
}
