import type { TeamScope } from '../floor.ts';
import { findTeam } from '../teams/teams.ts';
import { calendarOf, zonesOf } from './audience.ts';
import { mustBeAskable } from './must-be-askable.ts';
import type { NewQuestion } from './question.ts';
import { type PlannedAsk, plan } from './schedule/plan.ts';

/** So many dates are shown ahead. */
const shown = 5;

/** More zones than these tell nobody more. */
const mostZones = 20;

/**
 * When a question, as it is written now, would be asked next: for each zone of its people, the team's own first.
 * @throws AppError `invalid` as `add`.
 */
export async function lookAhead(
  scope: TeamScope,
  question: NewQuestion,
): Promise<{ timeZone: string; asks: PlannedAsk[] }[]> {
  await mustBeAskable(scope, question);
  const { schedule, audience, closing, nudges } = question.content;
  const { timeZone: home } = await findTeam(scope);
  const [calendar, zones] = await Promise.all([calendarOf(scope), zonesOf(scope, audience)]);
  const now = scope.clock.now().toTemporalInstant();
  const all = [home, ...zones.filter((zone) => zone !== home).sort()].slice(0, mostZones);
  return all.map((timeZone) => ({
    timeZone,
    asks: plan(schedule, calendar, {
      now,
      timeZone,
      most: shown,
      closing,
      ...(nudges && { nudges, ...(nudges.quiet && { quiet: nudges.quiet }) }),
    }),
  }));
}
