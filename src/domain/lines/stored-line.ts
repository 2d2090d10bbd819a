import type { Selectable } from 'kysely';
import type { Lines } from '../../platform/database.gen.ts';
import type { Provider } from '../../providers/provider.ts';
import type { Floor, TeamScope } from '../floor.ts';

/** A number or messaging service we text from, with its settings in clear: never hand it to the outside whole. */
export interface Line {
  id: string;
  provider: string;
  label: string;
  number: string | null;
  isPractice: boolean;
  settings: Record<string, string>;
  pausedAt: Date | null;
  pausedReason: string | null;
  /** How fast it may send; null is without a limit. */
  segmentsPerSecond: number | null;
  /** What the company allows is used up until then. */
  restsUntil: Date | null;
  restsReason: string | null;
  /** What a segment costs, as far as somebody has said. */
  pricePerSegment: { amount: number; currency: string } | null;
  /** What is answered to HELP where the company does not answer, by language. */
  helpTexts: HelpTexts;
  /** When the company last said that it had answered a keyword itself. */
  companyAnsweredAt: Date | null;
  createdAt: Date;
}

/** Words of a line's own, by language; where there are none the usual ones are said. */
export type HelpTexts = { en?: string; es?: string };

export type StoredLine = Selectable<Lines>;

/** A line as it is used: its secrets in clear, without settings and a rest that have run out. */
export function openLine(floor: Floor, row: StoredLine): Line {
  const hidden = JSON.parse(floor.secrets.open(row.secrets, placeOf(row.team_id, row.id)));
  const settings: Record<string, string> = { ...(row.settings as Record<string, string>), ...hidden };
  const isResting = row.rests_until !== null && row.rests_until > floor.clock.now();
  return {
    id: row.id,
    provider: row.provider,
    label: row.label,
    number: row.number,
    isPractice: row.is_practice,
    settings: withoutExpired(settings, floor.clock.now()),
    pausedAt: row.paused_at,
    pausedReason: row.paused_reason,
    segmentsPerSecond: row.segments_per_second,
    restsUntil: isResting ? row.rests_until : null,
    restsReason: isResting ? row.rests_reason : null,
    pricePerSegment: row.price_currency
      ? { amount: Number(row.price_per_segment), currency: row.price_currency }
      : null,
    helpTexts: row.help_texts as unknown as HelpTexts,
    companyAnsweredAt: row.company_answered_at,
    createdAt: row.created_at,
  };
}

/** Splits settings into what may be read in the table and the envelope of what may not. */
export function lockLine(
  scope: TeamScope,
  provider: Provider,
  lineId: string,
  settings: Readonly<Record<string, string>>,
) {
  const secret = new Set(provider.settings.filter((each) => each.isSecret).map((each) => each.name));
  const entries = Object.entries(settings);
  const hidden = Object.fromEntries(entries.filter(([name]) => secret.has(name)));
  return {
    plain: JSON.stringify(Object.fromEntries(entries.filter(([name]) => !secret.has(name)))),
    secrets: scope.secrets.lock(JSON.stringify(hidden), placeOf(scope.teamId, lineId)),
  };
}

/** Webhooks that were signed just before a secret changed may still come; a secret that leaked must not count for ever. */
const keptMs = 24 * 60 * 60 * 1000;

/** The settings that keep what has just been replaced, each with the time until which it counts. */
export function keepLast(
  provider: Provider,
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
  now: Date,
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const { name, keepsLastIn } of provider.settings) {
    if (!keepsLastIn) continue;
    const last = before[name];
    const isReplaced = last !== undefined && last !== after[name];
    if (isReplaced) kept[keepsLastIn] = last;
    const until = isReplaced ? new Date(now.getTime() + keptMs).toISOString() : before[`${keepsLastIn}Until`];
    if (until) kept[`${keepsLastIn}Until`] = until;
  }
  return kept;
}

function withoutExpired(settings: Record<string, string>, now: Date): Record<string, string> {
  const expired = Object.keys(settings).filter((name) => new Date(settings[`${name}Until`] ?? now) < now);
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !expired.includes(name)));
}

const placeOf = (teamId: string, lineId: string) => `${teamId}/lines/${lineId}`;
