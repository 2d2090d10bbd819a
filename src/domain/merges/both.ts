import { invalid } from '../../platform/errors.ts';
import type { TeamScope } from '../floor.ts';
import { find, type Person } from '../people/people.ts';

/** Who stays, and who goes into them. */
export interface Both {
  kept: Person;
  other: Person;
}

/**
 * Two people who can be one.
 * @throws AppError `not_found`; `invalid` for one and the same, for one from practice and one who is real, and where
 * they would have more than one person can have.
 */
export async function findBoth(scope: TeamScope, keptId: string, otherId: string): Promise<Both> {
  if (keptId.toLowerCase() === otherId.toLowerCase()) throw invalid({ otherId: 'This is the same person.' });
  const kept = await find(scope, keptId);
  const other = await find(scope, otherId);
  if (kept.isPractice !== other.isPractice)
    throw invalid({ otherId: 'One of them is from practice, and the other is real. They cannot be the same person.' });
  const together = (of: (person: Person) => string[]) => new Set([...of(kept), ...of(other)]).size;
  if (together(({ phones }) => phones) > 10) throw invalid({ otherId: 'Together they have more than 10 numbers.' });
  if (
    Math.max(
      together(({ groups }) => groups),
      together(({ fields }) => Object.keys(fields)),
    ) > 100
  )
    throw invalid({ otherId: 'Together they are in more than 100 groups, or have more than 100 fields.' });
  return { kept, other };
}
