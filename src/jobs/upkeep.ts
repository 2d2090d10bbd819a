import { pruneNotes } from '../domain/conversations/conversations.ts';
import { type Floor, inTransaction } from '../domain/floor.ts';
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
  const gone = {
    webhooks: 0,
    events: 0,
    earlyReports: 0,
    forgotten: 0,
    uploads: 0,
    notes: 0,
    words: 0,
    sessions: 0,
    invitations: 0,
    imports: 0,
    removed: 0,
    files: 0,
  };
  for (const team of await listTeams(floor)) {
    try {
      gone.webhooks += await pruneWebhooks(team, {
        taken: before(keptDays.webhooks),
        parked: before(keptDays.parkedWebhooks),
      });
      gone.events += await pruneEvents(team, before(keptDays.events));
      // What was kept in the very moment in which its text came back.
      while (await inTransaction(team, takeReportsOfBack));
      gone.earlyReports += await pruneEarlyReports(team, before(keptDays.earlyReports));
      gone.forgotten += await pruneForgotten(team);
      gone.uploads += await pruneUploads(team, before(keptDays.uploads));
      gone.notes += await pruneNotes(team, before(keptDays.takenBack));
      gone.words += await forgetWords(team, before(keptDays.takenBack));
      gone.sessions += await pruneSessions(team);
      gone.invitations += await pruneInvitations(team, before(keptDays.invitations));
      gone.imports += await pruneImports(team, before(keptDays.imports));
      gone.removed += await pruneRemoved(team, before(keptDays.removals));
      gone.files += await sweepMedia(team, media);
      // Last: it reads all that was tried in these days, and what it does not get through may be found tomorrow.
      await lookForLeft(team, before(seekDays));
    } catch (error) {
      // The queue gives up after a number of tries, and what ails one team is no reason to leave out those behind it.
      log.error({ teamId: team.teamId, err: error }, 'The upkeep of a team failed; trying again tomorrow.');
    }
  }
  log.debug(gone, 'The upkeep is done.');
  await tidyLater(floor, 'tomorrow');
}
