import { readName } from '../../../platform/name.ts';
import type { PersonField } from './field.ts';
import { readValue } from './read-value.ts';

/** A person has so many fields at most, and a team knows so many. */
const mostFields = 100;
const mostOfTeam = 200;

/**
 * What was given for a person's fields, each by its kind; a name that is new is one of text, and what is empty is left
 * out. A value that is `kept` as it was passes, also where the kind has changed since. Faults are by `fields.<name>`.
 */
export function readFields(
  known: PersonField[],
  given: Readonly<Record<string, string>>,
  kept: Readonly<Record<string, string>>,
): { values: Record<string, string>; wrong: Record<string, string> } {
  const byName = new Map(known.map((field) => [field.name, field]));
  const entries = Object.entries(given).map(([key, typed]) => [readName(key), readName(typed), typed] as const);
  const wrong: Record<string, string> = {};
  const values: [string, string][] = [];
  if (entries.length > mostFields || entries.some(([name, value]) => !isName(name) || value.length > 2000)) {
    wrong.fields = 'Use up to 100 fields, with names up to 100 and values up to 2,000 characters.';
    return { values: {}, wrong };
  }
  if (known.length + entries.filter(([name]) => !byName.has(name)).length > mostOfTeam) {
    wrong.fields = `A team can have ${mostOfTeam} fields. Use one that is there.`;
  }
  for (const [name, , typed] of entries) {
    const read =
      Object.hasOwn(kept, name) && kept[name] === typed ? { value: typed } : readValue(byName.get(name) ?? text, typed);
    if ('fault' in read) wrong[`fields.${name}`] = read.fault;
    else if (read.value !== '') values.push([name, read.value]);
  }
  return { values: Object.fromEntries(values), wrong };
}

const text = { kind: 'text', choices: [] } as const satisfies Pick<PersonField, 'kind' | 'choices'>;

/** The one name that is none: no JSON that we take may have it. */
export const isName = (name: string) => name !== '' && name.length <= 100 && name !== '__proto__';
