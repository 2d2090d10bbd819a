import { pruneNotes } from '../domain/conversations/conversations.ts';
import { type Floor, inTransaction, type TeamScope } from '../domain/floor.ts';
import { pruneImports } from '../domain/imports/imports.ts';
import { pruneWebhooks } from '../domain/inbound/inbound.ts';
import {
  lookForLeft,
  pruneEarlyReports,
  pruneUploads,
  sweepMedia,
  takeReportsOfBack,
} from '../domain/messages/messages.ts';
import { pruneForgotten } from '../domain/people/people.ts';
import { pruneRemoved } from '../domain/removals/removals.ts';
import { forgetWords, listTeams, pruneInvitations, pruneSessions } from '../domain/teams/teams.ts';
import type { Log } from '../platform/log.ts';
import type { MediaStore } from '../platform/media-store.ts';
import { pruneEvents } from '../platform/prune-events.ts';
import { later } from '../platform/queue.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** How many days each is kept. Reports may come three days late, and a text whose id we learn even later has none. */
const keptDays = {
  webhooks: 30,
  parkedWebhooks: 90,
  events: 7,
  earlyReports: 4,
  uploads: 1,
  takenBack: 1,
  invitations: 30,
  imports: 7,
  removals: 8,
};

/** Puts the upkeep off; there is one for all processes. */
export async function tidyLater(floor: Floor, when: 'soon' | 'tomorrow'): Promise<void> {
  await later(floor.db, 'upkeep', {}, { key: 'upkeep', afterMs: when === 'soon' ? minuteMs : dayMs });
}

/** For so many days what an older version may have left is looked for. */
const seekDays = 7;

/** Removes what nobody needs any more, looks for what was left, and comes again tomorrow. Attempts stay as long as their messages. */
export async function keepTidy(floor: Floor, media: MediaStore, log: Log): Promise<void> {
  const now = floor.clock.now().getTime();
  const before = (days: number) => new Date(now - days * dayMs);
  const parts: Record<string, (team: TeamScope) => Promise<number>> = {
    webhooks: (team) =>
      pruneWebhooks(team, { taken: before(keptDays.webhooks), parked: before(keptDays.parkedWebhooks) }),
    events: (team) => pruneEvents(team, before(keptDays.events)),
    earlyReports: async (team) => {
      // What was kept in the very moment in which its text came back.
      while (await inTransaction(team, takeReportsOfBack));
      return pruneEarlyReports(team, before(keptDays.earlyReports));
    },
    forgotten: pruneForgotten,
    uploads: (team) => pruneUploads(team, before(keptDays.uploads)),
    notes: (team) => pruneNotes(team, before(keptDays.takenBack)),
    words: (team) => forgetWords(team, before(keptDays.takenBack)),
    sessions: pruneSessions,
    invitations: (team) => pruneInvitations(team, before(keptDays.invitations)),
    imports: (team) => pruneImports(team, before(keptDays.imports)),
    removed: (team) => pruneRemoved(team, before(keptDays.removals)),
    files: (team) => sweepMedia(team, media),
    // Last: it reads all that was tried in these days, and what it does not get through may be found tomorrow.
    left: (team) => lookForLeft(team, before(seekDays)).then(() => 0),
  };
  const gone: Record<string, number> = {};
  for (const team of await listTeams(floor))
    for (const [part, keep] of Object.entries(parts))
      try {
        gone[part] = (gone[part] ?? 0) + (await keep(team));
      } catch (error) {
        // The queue gives up after a number of tries, and what ails one part of one team is no reason to leave out the others.
        log.error({ teamId: team.teamId, part, err: error }, 'The upkeep of a team failed; trying again tomorrow.');
      }
  log.debug(gone, 'The upkeep is done.');
  await tidyLater(floor, 'tomorrow');
}
