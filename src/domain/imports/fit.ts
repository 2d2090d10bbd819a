import { type Draft, isLeftAlone } from './draft.ts';
import { type GroupNames, tooManyGroups } from './group-names.ts';
import type { Defaults } from './matching.ts';
import { mostPhones, type Rejected, type Said, tooManyPhones } from './read-row.ts';

/** Brings what a row says to whom it speaks of, or says why it cannot be: a person is what the person form takes. */
export function fit(draft: Draft, said: Said, groups: GroupNames, defaults: Defaults): Said | Rejected {
  if (new Set([...draft.phones, ...said.phones]).size > mostPhones) return { reason: tooManyPhones, about: null };
  if (isLeftAlone(draft, defaults)) return said;
  const names = groups.admit(said.groups);
  if (!names) return { reason: tooManyGroups, about: said.groups.join('; ').slice(0, 80) };
  return { ...said, groups: names };
}
