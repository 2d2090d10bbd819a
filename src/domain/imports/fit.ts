import { type Draft, isLeftAlone } from './draft.ts';
import { type GroupNames, tooManyGroups } from './group-names.ts';
import type { Defaults } from './matching.ts';
import { mostPhones, type Rejected, reject, type Said, tooManyPhones } from './read-row.ts';

const mostFields = 100;

/** Brings what a row says to whom it speaks of, or says why it cannot be: a person is what the person form takes. */
export function fit(draft: Draft, said: Said, groups: GroupNames, defaults: Defaults): Said | Rejected {
  if (new Set([...draft.phones, ...said.phones]).size > mostPhones) return reject(tooManyPhones);
  const fields = new Map(said.fields);
  for (const { field, typed, fault } of said.unlike) {
    // What they have stays, also where the kind of the field has changed since.
    if (draft.fields.get(field) === typed) fields.set(field, typed);
    else if (fault !== null) return reject(fault, `${field}: ${typed}`);
  }
  if (isLeftAlone(draft, defaults)) return said;
  const all = new Set([...draft.fields.keys(), ...fields.keys()]).size;
  if (all > mostFields && all > draft.fields.size) return reject('A person can have 100 fields.');
  const names = groups.admit(said.groups);
  if (!names) return reject(tooManyGroups, said.groups.join('; '));
  return { ...said, fields, groups: names };
}
