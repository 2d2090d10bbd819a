import type { Floor } from '../domain/floor.ts';
import { listTeams, withSubscriptions } from '../domain/teams/teams.ts';
import type { Log } from '../platform/log.ts';
import type { News } from '../platform/news.ts';
import { later } from '../platform/queue.ts';

/** What comes within this time is told together. */
const gatherMs = 700;

/** Puts the telling of a team off whenever it has news and somebody wants to be told. Answers how to stop. */
export function notifyOnNews(floor: Floor, hear: News['hear'], log: Log): { close(): void } {
  const wanted = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  async function notifySoon(): Promise<void> {
    timer = undefined;
    const teamIds = [...wanted];
    wanted.clear();
    try {
      for (const teamId of await withSubscriptions(floor, teamIds)) {
        await later(floor.db, 'notify', { teamId }, { key: `notify:${teamId}` });
      }
    } catch (error) {
      // Nothing is lost: what is not told yet is told with the next news.
      log.warn({ err: error }, 'Browsers could not be told of news; trying again with the next.');
    }
  }

  function want(teamId: string): void {
    if (isClosed) return;
    wanted.add(teamId);
    timer ??= setTimeout(notifySoon, gatherMs);
  }

  hear((teamId, changes) => {
    // Of what another process changed, nothing is known.
    if (changes.length === 0 || changes.some(({ kind }) => kind.endsWith('.created'))) want(teamId);
  });
  // And what came while nobody worked.
  void listTeams(floor).then(
    (teams) => {
      for (const { teamId } of teams) want(teamId);
    },
    () => {},
  );
  return {
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}
