import { isAway } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { Floor, TeamScope } from '../floor.ts';
import { findByWebhook, type Line, list } from '../lines/lines.ts';
import { listTeams } from '../teams/teams.ts';

/** A line that webhooks name, in its team. */
export interface KnownLine {
  scope: TeamScope;
  line: Line;
}

export interface KnownLines {
  /**
   * The line as it was read within the last second. While the database is away, as it was read last.
   * @throws AppError `not_found`; the database's error for a line that we have never seen while it is away.
   */
  find(lineId: string, isDatabaseAway?: boolean): Promise<KnownLine>;
  /** Has the lines of a team read again when they are next asked for. */
  forget(teamId: string): void;
}

const freshMs = 1000;

/** Remembers lines, secrets in clear and in memory only, so that a webhook need not wait for them. Begins with all there are. */
export async function openKnownLines(floor: Floor): Promise<KnownLines> {
  const known = new Map<string, KnownLine & { readAt: number }>();
  const looks = new Map<string, Promise<KnownLine>>();
  let generation = 0;
  // By the clock that the expiry of a secret goes by.
  const now = () => floor.clock.now().getTime();
  const isFresh = (readAt: number) => Math.abs(now() - readAt) < freshMs;
  for (const scope of await listTeams(floor)) {
    for (const line of await list(scope)) known.set(line.id, { scope, line, readAt: now() });
  }

  async function look(lineId: string): Promise<KnownLine> {
    const [startedAt, startedIn] = [now(), generation];
    const found = await findByWebhook(floor, lineId);
    if (!found) {
      known.delete(lineId);
      throw notFound('line');
    }
    // A line that changed during the look may have been read as it was before.
    known.set(lineId, { ...found, readAt: startedIn === generation ? startedAt : Number.NEGATIVE_INFINITY });
    return found;
  }

  return {
    async find(lineId, isDatabaseAway = false) {
      const last = known.get(lineId);
      if (last && (isDatabaseAway || isFresh(last.readAt))) return last;
      const key = `${lineId} ${generation}`;
      const looking = looks.get(key) ?? look(lineId).finally(() => looks.delete(key));
      looks.set(key, looking);
      return looking.catch((error) => {
        if (last && isAway(error)) return last;
        throw error;
      });
    },
    forget(teamId) {
      for (const entry of known.values()) if (entry.scope.teamId === teamId) entry.readAt = Number.NEGATIVE_INFINITY;
      generation++;
    },
  };
}
