import { invalid } from '../../platform/errors.ts';
import { readName } from '../../platform/name.ts';
import { hashPassword } from '../../platform/passwords.ts';
import { hasPhones } from '../../platform/phone-number.ts';
import { isTimeZone } from '../../platform/time-zone.ts';
import { faultsOf, faultsOfPassword } from './new-member.ts';

/** What the first-run form sends. */
export interface FirstTeam {
  teamName: string;
  name: string;
  email: string;
  password: string;
  timeZone: string;
  country: string;
}

interface ReadFirstTeam {
  team: { name: string; timeZone: string; country: string };
  name: string;
  email: string;
  passwordHash: string;
}

/**
 * Checks the first-run form and hashes the password.
 * @throws AppError `invalid` with a sentence for every wrong field.
 */
export async function readFirstTeam(input: FirstTeam): Promise<ReadFirstTeam> {
  const team = {
    name: readName(input.teamName),
    timeZone: input.timeZone.trim(),
    country: input.country.trim().toUpperCase(),
  };
  const name = readName(input.name);
  const email = input.email.trim().toLowerCase();
  const wrong: Record<string, string> = {};
  if (team.name === '' || team.name.length > 100) wrong.teamName = 'Give the team a name of 1 to 100 characters.';
  Object.assign(wrong, faultsOf({ name, email }), faultsOfPassword(input.password));
  if (!isTimeZone(team.timeZone)) wrong.timeZone = 'Choose a time zone from the list.';
  if (!hasPhones(team.country)) wrong.country = 'Choose a country from the list.';
  if (Object.keys(wrong).length > 0) throw invalid(wrong);
  return { team, name, email, passwordHash: await hashPassword(input.password) };
}
