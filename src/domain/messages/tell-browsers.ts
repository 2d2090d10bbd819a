import { sql } from 'kysely';
import { later, type News } from '../../platform/queue.ts';
import { inTransaction, type TeamScope, type TeamTransaction } from '../floor.ts';
import { type Listening, listListening, takeUntold } from '../teams/teams.ts';

/** What is older than this is no news; it waits in the inbox. */
const freshMs = 15 * 60_000;

/** With more conversations at once than this, a browser is told of all of them in one sentence. */
const mostNotices = 3;

/** Few at a time, so that slow push services do not keep texts from leaving. */
const queues = 2;

/** Has each browser told, by a job of its own, of what has come since it was last done. */
export async function tellBrowsers(scope: TeamScope): Promise<void> {
  const browsers = await listListening(scope);
  await inTransaction(scope, async (tx) => {
    const untold = await takeUntold(tx);
    const arrivals = await findArrivals(tx, untold);
    const mentions = await findMentions(tx, untold);
    for (const [index, browser] of browsers.entries()) {
      const texts = gather(arrivals.filter((arrival) => concerns(arrival, browser)));
      for (const news of [...texts, ...mentionsOf(browser, mentions)]) {
        await pushLater(tx, { subscriptionId: browser.id, news }, index);
      }
    }
  });
}

interface Arrival {
  conversationId: string;
  assigneeId: string | null;
  count: number;
}

/** The texts that came in conversations that still wait for an answer. */
async function findArrivals(tx: TeamTransaction, { after, upTo }: { after: number; upTo: number }): Promise<Arrival[]> {
  const oldest = new Date(tx.clock.now().getTime() - freshMs);
  const { rows } = await sql<Arrival>`
    select conversations.id as "conversationId", conversations.assignee_id as "assigneeId", count(*)::int as count
    from events
    join messages on messages.team_id = events.team_id and messages.conversation_id = events.conversation_id
      and messages.id = events.message_id and messages.direction = 'inbound'
    join conversations on conversations.team_id = events.team_id and conversations.id = events.conversation_id
      and conversations.waiting_since is not null
    where events.team_id = ${tx.teamId} and events.number > ${after} and events.number <= ${upTo}
      and events.kind = 'message.created' and events.happened_at > ${oldest}
    group by conversations.team_id, conversations.id`.execute(tx.db);
  return rows;
}

interface Mention {
  memberId: string;
  conversationId: string;
  noteId: string;
}

/** The notes that were written and mention somebody who has not seen them. */
async function findMentions(tx: TeamTransaction, { after, upTo }: { after: number; upTo: number }): Promise<Mention[]> {
  const oldest = new Date(tx.clock.now().getTime() - freshMs);
  const { rows } = await sql<Mention>`
    select unseen_mentions.member_id as "memberId", unseen_mentions.conversation_id as "conversationId",
      unseen_mentions.note_id as "noteId"
    from events
    join unseen_mentions on unseen_mentions.team_id = events.team_id
      and unseen_mentions.conversation_id = events.conversation_id and unseen_mentions.note_id = events.subject_id
    where events.team_id = ${tx.teamId} and events.number > ${after} and events.number <= ${upTo}
      and events.kind = 'note.created' and events.happened_at > ${oldest}
    order by events.number`.execute(tx.db);
  return rows;
}

function mentionsOf({ member, preferences }: Listening, mentions: Mention[]): News[] {
  if (!preferences.notifyMentions) return [];
  return mentions
    .filter(({ memberId }) => memberId === member.memberId)
    .slice(-mostNotices)
    .map(({ conversationId, noteId }) => ({ kind: 'mention', conversationId, noteId }));
}

function concerns({ assigneeId }: Arrival, { member, preferences }: Listening): boolean {
  if (assigneeId === null) return preferences.notifyUnassigned;
  return assigneeId === member.memberId && preferences.notifyMine;
}

function gather(arrivals: Arrival[]): News[] {
  if (arrivals.length <= mostNotices) {
    return arrivals.map(({ conversationId, count }) => ({ kind: 'texts', conversationId, count }));
  }
  const count = arrivals.reduce((sum, arrival) => sum + arrival.count, 0);
  return [{ kind: 'many', conversations: arrivals.length, count }];
}

/** Has a browser, the so many-th of the team, told of something by a job of its own. */
export async function pushLater(
  tx: TeamTransaction,
  { subscriptionId, news }: { subscriptionId: string; news: News },
  index: number,
): Promise<void> {
  const newsAt = tx.clock.now().toISOString();
  const queue = `push-${index % queues}`;
  await later(tx.db, 'push', { teamId: tx.teamId, subscriptionId, news, newsAt, tries: 0 }, { queue, isPatient: true });
}

/** Whether it has been news for too long to be told now. */
export function isOld(scope: TeamScope, newsAt: string): boolean {
  return scope.clock.now().getTime() - Date.parse(newsAt) > freshMs;
}
