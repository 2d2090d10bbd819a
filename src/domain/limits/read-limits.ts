import type { TeamScope } from '../floor.ts';
import { findTeam } from '../teams/teams.ts';
import type { Hours } from './hours.ts';

/** What a team lets itself do. */
export interface Limits {
  /** When many are texted, by their own clocks. */
  hours: Hours;
  /** Whether broadcasts, and reminders, wait for these hours. */
  keepsHours: boolean;
  /** Whether questions do: each has an hour that somebody has chosen. */
  questionsKeepHours: boolean;
  /** So many texts to many may somebody have in seven days before a broadcast leaves them out. Null: no limit. */
  weekly: number | null;
  /** What a month may cost. Null: no limit. */
  cap: { amount: number; currency: string } | null;
  /** Whose numbers are texted, by ISO 3166-1 alpha-2. */
  countries: string[];
  /** So many numbers of one country abroad that were never texted before may be texted in an hour. Null: no limit. */
  newAbroad: number | null;
}

/** The limits as they are kept: another version with each change, 0 as long as nobody has said anything. */
export interface KeptLimits extends Limits {
  version: number;
}

/** The team's limits; what is usual until somebody has said otherwise. */
export async function readLimits(scope: TeamScope): Promise<KeptLimits> {
  const row = await scope.db.selectFrom('limits').selectAll().where('team_id', '=', scope.teamId).executeTakeFirst();
  if (!row) return { ...usual, countries: [(await findTeam(scope)).country] };
  return {
    version: row.version,
    hours: { opens: row.opens, closes: row.closes },
    keepsHours: row.keeps_hours,
    questionsKeepHours: row.questions_keep_hours,
    weekly: row.weekly,
    cap: row.currency === null ? null : { amount: Number(row.cap), currency: row.currency },
    countries: row.countries,
    newAbroad: row.new_abroad,
  };
}

const usual = {
  version: 0,
  hours: { opens: '08:00', closes: '21:00' },
  keepsHours: true,
  questionsKeepHours: true,
  weekly: null,
  cap: null,
  // Far above what a team does by hand, far below what makes pumping pay.
  newAbroad: 100,
};
