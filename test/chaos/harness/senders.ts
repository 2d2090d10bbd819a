import { pause } from '../../../bench/harness/program.ts';
import type { Random } from '../../support/random.ts';
import { inboundText, post } from '../../support/twilio-posts.ts';
import type { Incoming, Intent } from './count.ts';
import type { Town } from './town.ts';

/** What a provider does with `rc=5&rp=all&tt=15000` in the address: five more tries, all within 15 seconds. */
const mostTries = 6;
const patienceMs = 15_000;

/** The company's side of what comes in: what it tried, what was acknowledged, and what it was answered instead. */
export interface Provider {
  attempted: Incoming[];
  /** In the order in which the acknowledgements came. */
  acknowledged: Incoming[];
  answers: Map<string, number>;
  /** Delivers a text 1 to `mostCopies` times at once, to every web process in turn, beginning with the first named. */
  delivers(text: Incoming, mostCopies: number, firstWeb?: number): Promise<boolean>;
}

export function openProvider(town: Town, random: Random): Provider {
  const signedUrl = town.inboundUrl;
  const { pathname } = new URL(signedUrl);
  const attempted: Incoming[] = [];
  const acknowledged: Incoming[] = [];
  const answers = new Map<string, number>();

  async function deliverOnce(text: Incoming, firstWeb: number, isAlone: boolean): Promise<boolean> {
    const form = inboundText(text.from, text.body, { MessageSid: text.sid });
    const deadline = performance.now() + patienceMs;
    for (let tries = 0; tries < mostTries && performance.now() < deadline; tries++) {
      // Whoever sends one copy only stays with his process, as one connection would.
      const web = town.webs[(firstWeb + (isAlone ? 0 : tries)) % town.webs.length];
      const options = { signedUrl, patienceMs: Math.max(1, deadline - performance.now()) };
      const answer = await post(`${web?.url()}${pathname}`, form, options).then(String, (error: Error) => error.name);
      answers.set(answer, (answers.get(answer) ?? 0) + 1);
      if (answer.startsWith('2')) return true;
      await pause(Math.min(100 * 2 ** tries, 2000) * random.between(0.5, 1));
    }
    return false;
  }

  return {
    attempted,
    acknowledged,
    answers,
    async delivers(text, mostCopies, firstWeb = random.whole(0, town.webs.length - 1)) {
      attempted.push(text);
      const copies = random.whole(1, mostCopies);
      const taken = await Promise.all(
        Array.from({ length: copies }, (_, copy) => deliverOnce(text, firstWeb + copy, mostCopies === 1)),
      );
      const isTaken = taken.includes(true);
      if (isTaken) acknowledged.push(text);
      return isTaken;
    },
  };
}

/** The members' side of what goes out: what they wrote, and what was confirmed. */
export interface Members {
  attempted: Intent[];
  acknowledged: Set<string>;
  /** Writes a text, and tries again with the same key until it is confirmed or `patienceMs` are over. */
  writes(conversationId: string, intent: Intent, patienceMs: number): Promise<void>;
}

export function openMembers(town: Town): Members {
  const attempted: Intent[] = [];
  const acknowledged = new Set<string>();
  return {
    attempted,
    acknowledged,
    async writes(conversationId, intent, patienceMs) {
      attempted.push(intent);
      const path = `/api/v1/conversations/${conversationId}/messages`;
      for (const deadline = performance.now() + patienceMs; performance.now() < deadline; ) {
        const headers = { 'idempotency-key': intent.key };
        const answer = await town.office.ask('POST', path, { body: intent.body }, headers).catch(() => null);
        if (answer && answer.status < 300) return void acknowledged.add(intent.key);
        if (answer && answer.status < 500) throw new Error(`A text was refused: ${answer.status} ${answer.text}`);
        await pause(200);
      }
    },
  };
}

/** Somebody's number: each of 9,000 in the town has one. */
export const numberOf = (person: number) => `+1212555${1000 + person}`;
