import { sql } from 'kysely';
import { AppError } from '../../../platform/errors.ts';
import type { TeamScope } from '../../floor.ts';

/** Without a field of such a name a text still has something there. */
const inEveryText = new Set(['first name', 'name', 'my name', 'team']);

/**
 * Looks whether words that have yet to leave have a field by its name, as in {Van} or {Van|a van}: those of questions that are
 * not archived, and of broadcasts. Without it they would leave with nothing there.
 * @throws AppError `in_use` with those that have it.
 */
export async function mustNotBeWritten(scope: TeamScope, field: string): Promise<void> {
  if (inEveryText.has(field.toLowerCase())) return;
  const { rows } = await sql<{ name: string; words: string }>`
    select versions.name, content::text as words
    from questions join question_versions as versions
      on versions.team_id = questions.team_id and versions.question_id = questions.id
    where questions.team_id = ${scope.teamId}::uuid and questions.archived_at is null
      and (versions.version = questions.version or exists (select from rounds where rounds.team_id = versions.team_id
        and rounds.question_id = versions.question_id and rounds.version = versions.version and rounds.state <> 'closed'))
    union select coalesce(nullif(name, ''), left(body, 40)), to_jsonb(body)::text
    from broadcasts where team_id = ${scope.teamId}::uuid and done_at is null and canceled_at is null
    order by name`.execute(scope.db);
  const inJson = JSON.stringify(field).slice(1, -1);
  const written = new RegExp(`(?<![{$])\\{${RegExp.escape(inJson)}\\s*[|}]`, 'iu');
  const users = new Set(rows.filter(({ words }) => written.test(words)).map(({ name }) => `“${name}”`));
  if (users.size > 0)
    throw new AppError('in_use', `“${field}” is used by ${[...users].join(', ')}. Take it out there first.`);
}
