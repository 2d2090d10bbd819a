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
  createdAt: Date;
}

export type StoredLine = Selectable<Lines>;

export function openLine(floor: Floor, row: StoredLine): Line {
  return {
    id: row.id,
    provider: row.provider,
    label: row.label,
    number: row.number,
    isPractice: row.is_practice,
    settings: {
      ...(row.settings as Record<string, string>),
      ...JSON.parse(floor.secrets.open(row.secrets, placeOf(row.team_id, row.id))),
    },
    pausedAt: row.paused_at,
    pausedReason: row.paused_reason,
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

const placeOf = (teamId: string, lineId: string) => `${teamId}/lines/${lineId}`;
