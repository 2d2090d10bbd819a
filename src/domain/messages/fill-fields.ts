import { invalid } from '../../platform/errors.ts';
import type { TeamScope } from '../floor.ts';
import { listFields, type Person } from '../people/people.ts';
import { findProfile, findTeam, type Member } from '../teams/teams.ts';
import { readBody } from './body.ts';
import { fieldsOf, fillIn, hasFields } from './fields.ts';

/**
 * The words of a text to somebody, with its fields filled in.
 * @throws AppError `invalid` with the name of a field that nobody knows, or that is empty for this person.
 */
export async function fillFields(scope: Member & TeamScope, person: Person, body: string): Promise<string> {
  if (!hasFields(body)) return body;
  const [{ name: author }, { name: team }] = await Promise.all([findProfile(scope), findTeam(scope)]);
  const { text, wrong } = fillIn(body, fieldsOf({ person, author, team }));
  const [first] = wrong;
  if (first?.why === 'unknown' && !(await isOfTeam(scope, first.name)))
    throw invalid({ body: `There is no field {${first.name}}.` });
  if (first) throw invalid({ body: `{${first.name}} is empty for ${person.name}.` });
  return readBody(text);
}

/** A person has only those fields of the team in which something stands. */
async function isOfTeam(scope: TeamScope, name: string): Promise<boolean> {
  return (await listFields(scope)).some((field) => field.name.toLowerCase() === name.toLowerCase());
}
