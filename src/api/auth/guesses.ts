import type { FastifyRequest } from 'fastify';
import type { Floor } from '../../domain/floor.ts';
import { countedBy, throttleAccounts } from '../../domain/teams/teams.ts';
import { openDevices } from './devices.ts';
import { networkOf } from './network.ts';

/** So many wrong passwords one account may be tried with from all networks together, where it has not signed in before. */
const mostFromStrangers = 30;

/**
 * Limits guessing at an account so that no stranger keeps its member out: a device that it has signed in with counts for
 * itself; all others count by their network, and together (decision 169).
 */
export function openGuesses(floor: Floor) {
  const devices = openDevices(floor);
  const own = throttleAccounts(floor);
  const strangers = throttleAccounts(floor, mostFromStrangers);

  return {
    /** Answers what `ask` does, unless there were too many wrong passwords. Who is in is known there from now on. */
    async limit(request: FastifyRequest, ask: () => Promise<Response>): Promise<Response> {
      const account = accountOf(request);
      const device = devices.find(request.headers.cookie, account);
      const key = device ? countedBy.device(device) : countedBy.place(networkOf(request.ip), account);
      const ownWait = await own.take(key);
      if (ownWait > 0) return tooMany(ownWait);
      const wait = device ? 0 : await strangers.take(account);
      if (wait > 0) {
        await own.giveBack(key);
        return tooMany(wait);
      }
      const answer = await ask();
      if (answer.status === 401) return answer;
      if (!device) await strangers.giveBack(account);
      if (answer.ok) await own.forget(key);
      else await own.giveBack(key);
      return answer;
    },
    /** The cookie by which the browser will be known in which this account has just signed in. */
    knownAs: (email: string) => devices.cookieFor(accountNamed(email)),
  };
}

/** The account that somebody tries to sign in to, as it is counted and kept. */
export function accountOf({ body }: FastifyRequest): string {
  const email = (body as { email?: unknown } | null)?.email;
  return typeof email === 'string' ? accountNamed(email) : '';
}

const accountNamed = (email: string) => email.trim().toLowerCase().slice(0, 254);

const tooMany = (waitSeconds: number) =>
  Response.json(
    { message: 'Too many tries for this account. Wait a little and try again.' },
    { status: 429, headers: { 'x-retry-after': String(waitSeconds) } },
  );
