import { setTimeout as rest } from 'node:timers/promises';
import type { Floor } from '../../domain/floor.ts';
import type { Log } from '../../platform/log.ts';
import { heartbeat, signedOut } from './frames.ts';
import { type Listener, tell } from './tell.ts';

/** Tells the pages of all teams what changes. */
export interface Hub {
  /** Whether one more page of this member may listen. */
  hasRoomFor(member: { teamId: string; memberId: string }): boolean;
  /** Sends a listener what it has missed, then everything as it happens, until `leave`. */
  join(listener: Listener): void;
  leave(listener: Listener): void;
  /** Sends frames that are stored nowhere: to all who listen in a team, or only to the pages of one member. */
  show(teamId: string, frames: Buffer, memberId?: string): void;
  /** How many pages listen. */
  count(): number;
  /** Says that a team has news. Only a hint: the hub also looks by itself every second. */
  hint(teamId: string): void;
  /** Ends every stream, and those that still come. */
  close(): Promise<void>;
}

/** More streams than these are a fault of some page, not people. */
const mostOfTeam = 1000;
const mostOfMember = 50;

const lookEveryMs = 1000;

const heartbeatMs = 15_000;

interface Team {
  listeners: Set<Listener>;
  /** The look that is under way. */
  looking: Promise<void> | null;
  /** Something may have come since it began. */
  mayHaveNews: boolean;
}

/** Reads each team's changes once for all its browsers, and writes each change once as text. */
export function openHub(floor: Floor, log: Log): Hub {
  const teams = new Map<string, Team>();
  let isClosed = false;
  const everybody = () => [...teams.values()].flatMap(({ listeners }) => [...listeners]);

  function hint(teamId: string): void {
    const team = teams.get(teamId);
    if (!team) return;
    team.mayHaveNews = true;
    team.looking ??= lookAtAll(teamId, team);
  }

  async function lookAtAll(teamId: string, team: Team): Promise<void> {
    try {
      while (team.mayHaveNews && team.listeners.size > 0) {
        team.mayHaveNews = false;
        const restMs = await tell(floor, teamId, [...team.listeners]);
        if (!isClosed) await rest(restMs);
      }
    } catch (error) {
      log.warn({ err: error }, 'Reading the changes of a team failed; trying again.');
    } finally {
      team.looking = null;
    }
  }

  function leave(listener: Listener): void {
    const team = teams.get(listener.teamId);
    team?.listeners.delete(listener);
    if (team?.listeners.size === 0) teams.delete(listener.teamId);
  }

  async function dropSignedOut(): Promise<void> {
    const all = everybody();
    const valid = await signedIn(floor, [...new Set(all.map(({ sessionId }) => sessionId))]);
    for (const listener of all.filter((each) => !valid.has(keyOf(each)))) {
      leave(listener);
      listener.send(signedOut);
      listener.end();
    }
  }

  async function look(): Promise<void> {
    for (const teamId of teams.keys()) hint(teamId);
    await dropSignedOut().catch((error) =>
      log.warn({ err: error }, 'Checking the sessions of listeners failed; trying again.'),
    );
    if (!isClosed) timer = setTimeout(look, lookEveryMs);
  }
  let timer = setTimeout(look, lookEveryMs);
  const beating = setInterval(() => {
    for (const listener of everybody()) listener.send(heartbeat);
  }, heartbeatMs);

  return {
    hasRoomFor({ teamId, memberId }) {
      const listeners = [...(teams.get(teamId)?.listeners ?? [])];
      const own = listeners.filter((listener) => listener.memberId === memberId);
      return listeners.length < mostOfTeam && own.length < mostOfMember;
    },
    join(listener) {
      if (isClosed) return listener.end();
      const team = teams.get(listener.teamId) ?? { listeners: new Set(), looking: null, mayHaveNews: false };
      team.listeners.add(listener);
      teams.set(listener.teamId, team);
      hint(listener.teamId);
    },
    leave,
    show(teamId, frames, memberId) {
      for (const listener of teams.get(teamId)?.listeners ?? [])
        if (!memberId || listener.memberId === memberId) listener.send(frames);
    },
    count: () => everybody().length,
    hint,
    async close() {
      isClosed = true;
      clearTimeout(timer);
      clearInterval(beating);
      const looking = [...teams.values()].map((team) => team.looking);
      for (const listener of everybody()) {
        leave(listener);
        listener.end();
      }
      await Promise.all(looking);
    },
  };
}

const keyOf = ({ sessionId, memberId }: { sessionId: string; memberId: string }) => `${sessionId} ${memberId}`;

/** Which sessions still count, and as which members: neither over, nor of somebody who has been deactivated. */
async function signedIn(floor: Floor, sessionIds: string[]): Promise<Set<string>> {
  if (sessionIds.length === 0) return new Set();
  const rows = await floor.db
    .selectFrom('sessions')
    .innerJoin('members', 'members.user_id', 'sessions.user_id')
    .select(['sessions.id as sessionId', 'members.id as memberId'])
    .where('sessions.id', 'in', sessionIds)
    .where('sessions.expires_at', '>', floor.clock.now())
    .where('members.deactivated_at', 'is', null)
    .execute();
  return new Set(rows.map(keyOf));
}
