import type { Person } from '../people/people.ts';
import type { Defaults } from './matching.ts';
import type { Said } from './read-row.ts';
import type { Outcome } from './stored-import.ts';

/** Somebody as they will be, on the way there: one for each person that a file speaks of, however many rows do. */
export interface Draft {
  place: number;
  line: number;
  /** Who they are already; null for somebody new. */
  known: Person | null;
  personId: string;
  conversationId: string | null;
  name: string | null;
  phones: string[];
  groups: string[];
  fields: Map<string, string>;
  timeZone: string | null;
  optedOutAt: Date | null;
}

/** Takes what a row says into a draft: what is known stays, gives way, or is all there is, as the member has chosen. */
export function takeIn(draft: Draft, said: Said, defaults: Defaults): void {
  const { existing, timeZone } = defaults;
  // That somebody wants no texts is never left out.
  draft.optedOutAt ??= said.optedOutAt;
  if (isLeftAlone(draft, defaults)) return;
  const replaces = existing === 'replace';
  if (said.name && (replaces || !draft.name || draft.phones.includes(draft.name))) draft.name = said.name;
  if (said.timeZone && (replaces || !draft.timeZone)) draft.timeZone = said.timeZone;
  draft.timeZone ??= timeZone;
  for (const [field, value] of said.fields) if (replaces || !draft.fields.get(field)) draft.fields.set(field, value);
  draft.phones = [...new Set([...draft.phones, ...said.phones])];
  draft.groups = [...new Set([...draft.groups, ...said.groups])];
}

/** Whether a row of somebody who is there already is to change nothing. */
export function isLeftAlone({ known, name, phones }: Draft, { existing }: Defaults): boolean {
  return existing === 'skip' && (known !== null || name !== null || phones.length > 0);
}

/** Somebody new, of whom nothing is known yet. */
export function newcomer(place: number, line: number, ids: { personId: string; conversationId: string }): Draft {
  return {
    place,
    line,
    known: null,
    ...ids,
    name: null,
    phones: [],
    groups: [],
    fields: new Map(),
    timeZone: null,
    optedOutAt: null,
  };
}

/** Somebody as they are now. */
export function draftOf(known: Person, place: number, line: number): Draft {
  return {
    place,
    line,
    known,
    personId: known.id,
    conversationId: known.conversationId,
    name: known.name,
    phones: known.phones,
    groups: known.groups,
    fields: new Map(Object.entries(known.fields)),
    timeZone: known.timeZone,
    optedOutAt: null,
  };
}

/** What a row is kept as: somebody new as a whole, and of somebody known what will be other than it is. */
export interface Result {
  outcome: Outcome;
  name: string | null;
  phones: string[];
  groups: string[];
  fields: Record<string, string>;
  timeZone: string | null;
  optedOutAt: Date | null;
  before: { name?: string; timeZone?: string | null; fields?: Record<string, string | null> } | null;
}

/** What the rows that speak of somebody come to. */
export function resultOf(draft: Draft): Result {
  const { known, phones, groups, timeZone, optedOutAt } = draft;
  if (!known) {
    const name = draft.name ?? phones[0] ?? '';
    return {
      outcome: 'new',
      name,
      phones,
      groups,
      fields: Object.fromEntries(draft.fields),
      timeZone,
      optedOutAt,
      before: null,
    };
  }
  const fields = [...draft.fields].filter(([field, value]) => fieldOf(known, field) !== value);
  const optsOut = optedOutAt !== null && known.optedOutAt === null;
  const result = {
    name: draft.name !== known.name ? draft.name : null,
    phones: phones.filter((phone) => !known.phones.includes(phone)),
    groups: groups.filter((group) => !known.groups.includes(group)),
    fields: Object.fromEntries(fields),
    timeZone: timeZone !== known.timeZone ? timeZone : null,
    optedOutAt: optsOut ? optedOutAt : null,
  };
  const isSame =
    !result.name && !result.timeZone && !optsOut && fields.length + result.phones.length + result.groups.length === 0;
  return {
    outcome: isSame ? 'same' : 'change',
    ...result,
    before: {
      ...(result.name && { name: known.name }),
      ...(result.timeZone && { timeZone: known.timeZone }),
      ...(fields.length > 0 && {
        fields: Object.fromEntries(fields.map(([field]) => [field, fieldOf(known, field) ?? null])),
      }),
    },
  };
}

/** A field may have any name, also one that every object answers to. */
const fieldOf = (person: Person, field: string) =>
  Object.hasOwn(person.fields, field) ? person.fields[field] : undefined;
