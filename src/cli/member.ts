import { randomInt } from 'node:crypto';
import type { Floor } from '../domain/floor.ts';
import { addMember, listTeams, type Role, setPassword } from '../domain/teams/teams.ts';
import type { Config } from '../platform/config.ts';
import { readArguments } from './arguments.ts';
import { findMember } from './find-member.ts';
import { tell } from './open-database.ts';
import { openFloor } from './open-floor.ts';

const roles: Role[] = ['owner', 'manager', 'member'];
const usage =
  'member add <email> [--name <name>] [--role owner|manager|member]\n       npx hearback member password <email>';

/**
 * Adds a member to the team, or gives one who is locked out another password. Prints the password, which is stored nowhere
 * in clear.
 */
export async function member(config: Config, args: string[], say = tell): Promise<void> {
  const options = { name: { type: 'string' }, role: { type: 'string' } } as const;
  const { values, positionals } = readArguments(args, usage, options, { least: 2, most: 2 });
  const [verb, email = ''] = positionals;
  const role = roles.find((each) => each === (values.role ?? 'member'));
  const isReset = verb === 'password' && Object.keys(values).length === 0;
  if (!(verb === 'add' || isReset) || !role) throw new Error(`Usage: npx hearback ${usage}`);
  const { floor, close } = await openFloor(config);
  try {
    const password = makePassword();
    if (isReset) {
      const ended = await setPassword(await findMember(floor, email), password);
      say(`${email} signs in with the password ${password} from now on. Sessions that have ended: ${ended}.`);
      say('Wrong tries count no longer, but in a browser where they had signed in: it may wait up to 15 minutes.');
    } else {
      await add(floor, { email, name: values.name ?? email.split('@', 1)[0] ?? '', role, password });
      say(`${email} is a ${role} now, and signs in with the password ${password}`);
    }
    say('It is shown only now. Hand it over in person or by a safe way; it can be changed under Account, Settings.');
  } finally {
    await close();
  }
}

async function add(floor: Floor, newcomer: Parameters<typeof addMember>[1]): Promise<void> {
  const [team, ...others] = await listTeams(floor);
  if (!team) throw new Error('There is no team yet. Open the page: the first visitor makes it.');
  if (others.length > 0) throw new Error('There are several teams here, and this command knows only one.');
  await addMember(team, newcomer);
}

/** Eighty bits, in groups that can be read aloud: no l, o, 0 or 1. */
function makePassword(): string {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return Array.from({ length: 4 }, group).join('-');
}
