import { sql } from 'kysely';
import type { Floor } from '../../domain/floor.ts';
import type { Role } from '../../domain/teams/teams.ts';
import { askWritten } from '../../platform/written-once.ts';
import { cookieNamed } from './cookie.ts';
import { hashToken } from './hashed-sessions.ts';
import type { Asker, KnownAskers } from './known-askers.ts';
import { renewEverySeconds, sessionSeconds } from './options.ts';
import { signedToken } from './session-cookie.ts';

interface KnownSession extends Asker {
  /** Whether its use should make it live longer now, which is the sign-in library's business. */
  isDue: boolean;
}

interface Known {
  session_id: string;
  expires_at: Date;
  user_id: string;
  team_id: string;
  member_id: string;
  role: Role;
}

/**
 * Finds the member of a session in one query, since every request needs it, or as it was known a moment ago where that is
 * enough; null where the library has to decide.
 */
export function openKnownSessions(floor: Floor, askers: KnownAskers, cookieName: string) {
  const key = floor.secrets.keyFor('sessions');
  const find = async (cookie: string): Promise<Asker | null> => {
    const token = signedToken(cookie, key);
    if (!token) return null;
    const [row] = await askWritten(
      floor.db,
      'known-session',
      { hash: hashToken(token) },
      ({ hash }) => sql<Known>`
        select sessions.id as session_id, sessions.expires_at, sessions.user_id, members.team_id,
          members.id as member_id, members.role
        from sessions join members on members.user_id = sessions.user_id and members.deactivated_at is null
        where sessions.token = ${hash} order by members.created_at limit 1`,
    );
    if (!row) return null;
    const { team_id: teamId, member_id: memberId, user_id: userId, role } = row;
    const member = { ...floor, teamId, memberId, userId, role };
    return { member, sessionId: row.session_id, expiresAt: row.expires_at };
  };
  return async (cookies: string | undefined, mayRecall: boolean): Promise<KnownSession | null> => {
    const cookie = cookieNamed(cookies, cookieName);
    if (!cookie) return null;
    const asker = await (mayRecall ? askers.recall(cookie, () => find(cookie)) : find(cookie));
    const leftMs = asker ? asker.expiresAt.getTime() - floor.clock.now().getTime() : 0;
    if (!asker || leftMs <= 0) return null;
    return { ...asker, isDue: leftMs <= (sessionSeconds - renewEverySeconds) * 1000 };
  };
}
