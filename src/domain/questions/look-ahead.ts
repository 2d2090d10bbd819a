import type { TeamScope } from '../floor.ts';
import { readLimits } from '../limits/limits.ts';
import { findTeam } from '../teams/teams.ts';
import { calendarOf, zonesOf } from './audience.ts';
import { mustBeAskable } from './must-be-askable.ts';
import { type Overlap, overlapsOf } from './overlaps.ts';
import type { NewQuestion } from './question.ts';
import { carrierWords } from './reading/carrier-words.ts';
import { unclearChoices } from './reading/unclear-choices.ts';
import { type PlannedAsk, plan } from './schedule/plan.ts';

/** What whoever writes a question is told before it is saved: first its dates, by zone. */
export interface Ahead {
  items: { timeZone: string; asks: PlannedAsk[] }[];
  next: null;
  overlaps: Overlap[];
  /** By step: where its words, or its choices, may be understood in another way. */
  warnings: { step: number; code: string; keyword?: string; word?: string; choiceId?: string; otherId?: string }[];
}

/** So many dates are shown ahead. */
const shown = 5;

/** More zones than these tell nobody more. */
const mostZones = 20;

/**
 * When a question, as it is written now, would be asked next: for each zone of its people, the team's own first.
 * @throws AppError `invalid` as `add`.
 */
export async function lookAhead(scope: TeamScope, question: NewQuestion, ownId: string | null): Promise<Ahead> {
  await mustBeAskable(scope, question);
  const { schedule, audience, closing, nudges, steps } = question.content;
  const { timeZone: home } = await findTeam(scope);
  const { hours, questionsKeepHours } = await readLimits(scope);
  const quiet = nudges?.quiet ?? (questionsKeepHours && { from: hours.closes, until: hours.opens });
  const [calendar, zones] = await Promise.all([calendarOf(scope), zonesOf(scope, audience)]);
  const now = scope.clock.now().toTemporalInstant();
  const all = [home, ...zones.filter((zone) => zone !== home).sort()].slice(0, mostZones);
  const items = all.map((timeZone) => ({
    timeZone,
    asks: plan(schedule, calendar, {
      now,
      timeZone,
      most: shown,
      closing,
      ...(nudges && { nudges }),
      ...(quiet && { quiet }),
    }),
  }));
  const warnings = steps.flatMap(({ words, answering }, step) => {
    const unclear = 'choices' in answering ? unclearChoices(answering.kind, answering.choices) : [];
    // Those that are refused have been by now.
    return [...carrierWords(answering, words), ...unclear].map(({ isRefused: _, ...found }) => ({ step, ...found }));
  });
  return { items, next: null, overlaps: await overlapsOf(scope, question.content, ownId), warnings };
}
