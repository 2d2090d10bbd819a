import { invalid } from '../../platform/errors.ts';
import { readName } from '../../platform/name.ts';
import { readNumber } from '../../platform/phone-number.ts';
import { isTimeZone } from '../../platform/time-zone.ts';
import type { TeamScope } from '../floor.ts';
import { findTeam } from '../teams/teams.ts';
import { listFields } from './fields/field.ts';
import { readFields } from './fields/read-fields.ts';

/** What the person form sends. */
export interface NewPerson {
  name: string;
  phones: string[];
  fields?: Readonly<Record<string, string>> | undefined;
  groups?: string[] | undefined;
  timeZone?: string | null | undefined;
}

type Kept = { phones: string[]; fields: Readonly<Record<string, string>> };

interface ReadPerson {
  name: string;
  phones: string[];
  fields: Record<string, string>;
  groups: string[];
  timeZone: string | null;
}

/**
 * Checks a person form and brings every number to E.164; two spellings of one number are one. Addresses in `kept` are
 * the person's own already and pass as they are, also when they are a short code or a name; so do values of before.
 * @throws AppError `invalid` with a sentence for every wrong field.
 */
export async function readPerson(
  scope: TeamScope,
  input: NewPerson,
  kept: Kept = { phones: [], fields: {} },
): Promise<ReadPerson> {
  const { country } = await findTeam(scope);
  const wrong: Record<string, string> = {};
  const name = readName(input.name);
  if (name === '') wrong.name = 'Give the person a name.';
  if (name.length > 200) wrong.name = 'Use 200 characters or fewer.';

  const phones = new Set<string>();
  if (input.phones.length === 0) wrong.phones = 'Give at least one phone number.';
  if (input.phones.length > 10) wrong.phones = 'A person can have 10 numbers.';
  for (const [index, typed] of input.phones.slice(0, 10).entries()) {
    if (kept.phones.includes(typed)) phones.add(typed);
    else {
      const number = readNumber(typed, country);
      if (number.kind === 'wrong') wrong[`phones.${index}`] = number.why;
      else phones.add(number.e164);
    }
  }

  const known = input.fields ? await listFields(scope) : [];
  const fields = readFields(known, input.fields ?? {}, kept.fields);
  Object.assign(wrong, fields.wrong);
  const groups = [...new Set((input.groups ?? []).map(readName))];
  if (groups.length > 100 || groups.some((group) => group === '' || group.length > 100)) {
    wrong.groups = 'Use up to 100 groups, with names of 1 to 100 characters.';
  }
  const timeZone = input.timeZone?.trim() || null;
  if (timeZone && !isTimeZone(timeZone)) wrong.timeZone = 'There is no such time zone.';
  if (Object.keys(wrong).length > 0) throw invalid(wrong);
  return { name, phones: [...phones], fields: fields.values, groups, timeZone };
}
