import { isAway } from '../../platform/database.ts';
import type { Log } from '../../platform/log.ts';
import { persistently } from '../../platform/persistently.ts';
import { storable } from '../../platform/storable.ts';
import type { IncomingText, ListedText } from '../../providers/provider.ts';
import { type Floor, inTransaction, type TeamScope } from '../floor.ts';
import { compareRoutinely, compareSoon, find, type Line, list } from '../lines/lines.ts';
import { oldestUnsettled, takeReport, withNews, withoutKnown } from '../messages/messages.ts';
import { listTeams } from '../teams/teams.ts';
import { type Books, BooksUnreadable, openBooks } from './books.ts';
import { countFound, type Filled, lastLook, noteLook } from './looks.ts';
import { fromBooks } from './record.ts';
import { park, takeText } from './take-one.ts';

/** Clocks differ, and what is looked at twice is found once. */
const overlapMs = 10 * 60_000;

/** The company's times are whole seconds by its own clock. */
const skewMs = 60_000;

/** Nothing older is brought in: it would be news to nobody. */
const longestMs = 7 * 24 * 60 * 60_000;

/** What is younger may be on its way to us by itself. */
const underWayMs = 60_000;

/** How long before the last look a text of ours may have left and still be followed. */
const followedMs = 60 * 60_000;

/** Has every line compared with its company's books, soon and from then on: we have been away. */
export async function compareAll(floor: Floor, inSeconds = 0): Promise<void> {
  for (const team of await listTeams(floor)) {
    for (const line of await list(team)) {
      await compareSoon(team, line.id, inSeconds);
      await compareRoutinely(team, line.id);
    }
  }
}

/**
 * Brings in what the company took for a line since the last look and nobody brought us, in the company's order, each as a
 * webhook would have; and follows what became of our own texts. What is here already stays as it is. A routine look
 * leaves out what may be on its way.
 * @throws BooksUnreadable when the company does not tell; the next look then covers this one's time too.
 */
export async function fillGap(scope: TeamScope, lineId: string, isRoutine: boolean, log: Log): Promise<Filled> {
  const line = await find(scope, lineId);
  const books = openBooks(scope, line);
  const now = scope.clock.now();
  const settled = isRoutine ? new Date(now.getTime() - underWayMs) : null;
  const last = await lastLook(scope, line);
  // From the newest text that the company had, by its own clock: ours may be wrong.
  const newest = last.newestAt?.getTime() ?? Number.NEGATIVE_INFINITY;
  const times = [newest - overlapMs, line.createdAt.getTime() - skewMs, now.getTime() - longestMs];
  const listed = await books.list({ direction: 'inbound', since: new Date(Math.max(...times)) });
  const ripe = listed.filter((text) => !settled || text.createdAt < settled);
  const found = await bringIn(scope, line, books, await withoutKnown(scope, lineId, ripe), log);
  const repaired = await followOwn(scope, line, books, new Date(last.lookedAt.getTime() - followedMs), settled);
  const filled = { recovered: found.recovered, repaired };
  // What could not be read is met again at the next look.
  const newestAt = found.unreadable > 0 ? last.newestAt : latest(ripe, last.newestAt);
  await noteLook(scope, line, { lookedAt: now, newestAt });
  if (filled.recovered > 0) log.warn({ lineId, ...filled }, 'Texts that nobody had brought were found in the books.');
  return filled;
}

function latest(texts: ListedText[], before: Date | null): Date | null {
  return texts.reduce((last, { createdAt }) => (last && last > createdAt ? last : createdAt), before);
}

/**
 * One after the other, oldest first. One that cannot be taken in does not hold up those behind it: it is kept, as a
 * webhook would be.
 */
async function bringIn(scope: TeamScope, line: Line, books: Books, missing: ListedText[], log: Log) {
  const counts = { recovered: 0, unreadable: 0 };
  // The list is newest first, and its times are whole seconds: within one, its order is the better one.
  const inOrder = missing.toReversed().sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  for (const listed of inOrder) {
    try {
      const media = listed.hasMedia ? await books.listMedia(listed.providerId) : [];
      const text = toIncoming(listed, media);
      if (await takeOrPark(scope, line, text, log)) counts.recovered++;
    } catch (error) {
      if (!(error instanceof BooksUnreadable)) throw error;
      log.error({ err: error, lineId: line.id }, 'The media of a text cannot be listed; trying again later.');
      counts.unreadable++;
    }
  }
  return counts;
}

async function takeOrPark(scope: TeamScope, line: Line, text: BookedText, log: Log): Promise<boolean> {
  try {
    return await takeFromBooks(scope, line, text);
  } catch (error) {
    if (isAway(error)) throw error;
    log.error(
      { err: error, lineId: line.id },
      'A text from the books could not be taken in. It is kept, and can be taken in again.',
    );
    await park(fromBooks(scope, line, text), (error as Error).message);
    return false;
  }
}

function takeFromBooks(scope: TeamScope, line: Line, text: BookedText): Promise<boolean> {
  return persistently(() =>
    inTransaction(scope, async (tx) => {
      const isNew = await takeText(tx, line, text, text.bookedAt);
      if (isNew) await countFound(tx, line, 'recovered');
      return isNew;
    }),
  );
}

type BookedText = IncomingText & { bookedAt: Date };

function toIncoming(listed: ListedText, media: IncomingText['media']): BookedText {
  const { providerId, from, to, body, segments, createdAt: bookedAt } = listed;
  return { ...storable({ providerId, from: from ?? '', to, body, media, segments, optOut: null }), bookedAt };
}

/** Takes what the books say about our own texts as reports, where it is news. */
async function followOwn(scope: TeamScope, line: Line, books: Books, from: Date, until: Date | null): Promise<number> {
  const oldest = await oldestUnsettled(scope, line.id, from, until);
  if (!oldest) return 0;
  const listed = await books.list({ direction: 'outbound', since: new Date(oldest.getTime() - overlapMs) });
  const news = await withNews(scope, line.id, listed);
  for (const { providerId, status, code, from, createdAt } of news) {
    await persistently(() =>
      inTransaction(scope, async (tx) => {
        await takeReport(tx, line, { providerId, attemptId: null, status, code, from }, createdAt);
        await countFound(tx, line, 'repaired');
      }),
    );
  }
  return news.length;
}
