import { notFound } from '../../platform/errors.ts';
import { inTransaction, type TeamScope } from '../floor.ts';
import type { Member, Role } from './member.ts';
import { type Preferences, readPreferences } from './preferences.ts';
import { beginTelling } from './told.ts';

/** A browser that is told of news. */
export interface PushSubscription {
  id: string;
  endpoint: string;
  keys: { p256dh: string; auth: string };
  /** In which language its notifications are. */
  language: string;
  createdAt: Date;
}

/** One that belongs to somebody who may be told. */
export interface Listening extends PushSubscription {
  member: Member;
  preferences: Preferences;
}

/** More browsers than these nobody uses; the oldest gives way. */
const mostOfMember = 20;

/**
 * Has a browser told of what its member wants to know of, as long as this session lasts. Once more renews it. A service
 * worker that renews it by itself knows no language: it stays the one that was said in the same session.
 */
export async function subscribe(
  member: Member,
  sessionId: string,
  wanted: Pick<PushSubscription, 'endpoint' | 'keys'> & { language?: string | undefined },
): Promise<PushSubscription> {
  const { endpoint, keys } = wanted;
  return inTransaction(member, async (tx) => {
    const owned = {
      member_id: member.memberId,
      session_id: sessionId,
      browser_key: keys.p256dh,
      browser_secret: keys.auth,
      language: wanted.language ?? (await lastLanguage(tx, sessionId)) ?? 'en',
    };
    const [isTold] = await withSubscriptions(tx, [tx.teamId]);
    if (!isTold) await beginTelling(tx);
    const row = await tx.db
      .insertInto('push_subscriptions')
      .values({ team_id: tx.teamId, id: tx.newId(), endpoint, ...owned, created_at: tx.clock.now() })
      // Whoever sits at a browser now is the one who is told.
      .onConflict((conflict) => conflict.columns(['team_id', 'endpoint']).doUpdateSet(owned))
      .returningAll()
      .executeTakeFirstOrThrow();
    const surplus = (await listSubscriptions({ ...member, db: tx.db })).slice(mostOfMember).map(({ id }) => id);
    if (surplus.length > 0) await remove(tx, surplus);
    return toSubscription(row);
  });
}

async function lastLanguage(scope: TeamScope, sessionId: string): Promise<string | undefined> {
  const before = await scope.db
    .selectFrom('push_subscriptions')
    .select('language')
    .where('team_id', '=', scope.teamId)
    .where('session_id', '=', sessionId)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return before?.language;
}

/** The member's browsers that are told, the newest first. */
export async function listSubscriptions(member: Member): Promise<PushSubscription[]> {
  const rows = await member.db
    .selectFrom('push_subscriptions')
    .selectAll()
    .where('team_id', '=', member.teamId)
    .where('member_id', '=', member.memberId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(toSubscription);
}

/** @throws AppError `not_found`. */
export async function findSubscription(member: Member, id: string): Promise<PushSubscription> {
  const found = (await listSubscriptions(member)).find((subscription) => subscription.id === id);
  if (!found) throw notFound('browser');
  return found;
}

/** Has a browser of the member told of nothing more. @throws AppError `not_found`. */
export async function unsubscribe(member: Member, id: string): Promise<void> {
  await findSubscription(member, id);
  await remove(member, [id]);
}

/** Takes out a browser that has gone. */
export async function dropSubscription(scope: TeamScope, id: string): Promise<void> {
  await remove(scope, [id]);
}

/** The browsers in which somebody is signed in who may be told something: all of the team's, or one. */
export async function listListening(scope: TeamScope, id?: string): Promise<Listening[]> {
  let query = scope.db
    .selectFrom('push_subscriptions')
    .innerJoin('sessions', 'sessions.id', 'push_subscriptions.session_id')
    .innerJoin('members', (join) =>
      join
        .onRef('members.team_id', '=', 'push_subscriptions.team_id')
        .onRef('members.id', '=', 'push_subscriptions.member_id')
        .onRef('members.user_id', '=', 'sessions.user_id'),
    )
    .selectAll('push_subscriptions')
    .select(['members.preferences', 'members.role', 'members.user_id'])
    .where('push_subscriptions.team_id', '=', scope.teamId)
    .where('sessions.expires_at', '>', scope.clock.now())
    .where('members.deactivated_at', 'is', null);
  if (id) query = query.where('push_subscriptions.id', '=', id);
  const rows = await query.execute();
  return rows.map((row) => ({
    ...toSubscription(row),
    member: { ...scope, memberId: row.member_id, userId: row.user_id, role: row.role as Role },
    preferences: readPreferences(row.preferences),
  }));
}

/** Which of these teams have a browser that is told. */
export async function withSubscriptions(scope: Pick<TeamScope, 'db'>, teamIds: string[]): Promise<string[]> {
  if (teamIds.length === 0) return [];
  const rows = await scope.db
    .selectFrom('push_subscriptions')
    .select('team_id')
    .distinct()
    .where('team_id', 'in', teamIds)
    .execute();
  return rows.map((row) => row.team_id);
}

async function remove(scope: TeamScope, ids: string[]): Promise<void> {
  await scope.db.deleteFrom('push_subscriptions').where('team_id', '=', scope.teamId).where('id', 'in', ids).execute();
}

interface Row {
  id: string;
  endpoint: string;
  browser_key: string;
  browser_secret: string;
  language: string;
  created_at: Date;
}

function toSubscription({ id, endpoint, browser_key, browser_secret, language, created_at }: Row): PushSubscription {
  return { id, endpoint, keys: { p256dh: browser_key, auth: browser_secret }, language, createdAt: created_at };
}
