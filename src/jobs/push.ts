import { createHash } from 'node:crypto';
import type { Floor } from '../domain/floor.ts';
import { describeNews, isOld } from '../domain/messages/messages.ts';
import { dropSubscription, listListening } from '../domain/teams/teams.ts';
import type { Log } from '../platform/log.ts';
import { type Jobs, later } from '../platform/queue.ts';
import type { WebPush } from '../platform/web-push/web-push.ts';

const retryMs = [5_000, 30_000, 120_000, 300_000];
const keepSeconds = 60 * 60;

/** Tells one browser of one thing, unless nobody sits there any more or it is no news any more. */
export async function push(floor: Floor, job: Jobs['push'], webPush: WebPush, log: Log): Promise<void> {
  const { teamId, subscriptionId, news, newsAt, tries } = job;
  const team = { ...floor, teamId };
  const [browser] = await listListening(team, subscriptionId);
  const notice = browser && !isOld(team, newsAt) && (await describeNews(browser, news));
  if (!browser || !notice) return;
  // What has not been delivered is replaced by what is newer of the same conversation.
  const topic = createHash('sha256')
    .update(notice.conversationId ?? notice.kind)
    .digest('base64url')
    .slice(0, 32);
  const outcome = await webPush.send(browser, notice, { keepSeconds, topic });
  if (outcome.kind === 'gone') await dropSubscription(team, subscriptionId);
  if (outcome.kind === 'refused') log.warn({ subscriptionId, reason: outcome.reason }, 'A push service refused.');
  const afterMs = retryMs[tries];
  if (outcome.kind !== 'later' || afterMs === undefined) return;
  await later(floor.db, 'push', { ...job, tries: tries + 1 }, { afterMs, isPatient: true });
}
