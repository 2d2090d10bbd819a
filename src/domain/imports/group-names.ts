import type { TeamScope } from '../floor.ts';
import { mostGroups } from '../people/people.ts';

export const tooManyGroups = `A team can have ${mostGroups} groups.`;

/** What a file may call the groups of a team, whose names are read without regard to case. */
export interface GroupNames {
  /** Whether a group finds its people by a rule: nobody is put into it. */
  isRuled(name: string): boolean;
  /** Groups as the team calls them, with those that will be new; undefined where the team has no room for these. */
  admit(names: string[]): string[] | undefined;
}

/** The groups that the team has, and those that it will have by what has been looked at before. */
export async function openGroupNames(scope: TeamScope, before: string[] = []): Promise<GroupNames> {
  const groups = await scope.db
    .selectFrom('groups')
    .select(['name', 'rule'])
    .where('team_id', '=', scope.teamId)
    .execute();
  const exact = new Set(groups.map(({ name }) => name));
  const called = new Map(groups.map(({ name }) => [name.toLowerCase(), name]));
  const ruled = new Set(groups.flatMap(({ name, rule }) => (rule ? [name.toLowerCase()] : [])));
  let room = mostGroups - groups.length;
  const add = (key: string, name: string) => {
    called.set(key, name);
    room -= 1;
  };
  for (const name of before) if (!called.has(name.toLowerCase())) add(name.toLowerCase(), name);
  return {
    isRuled: (name) => ruled.has(name.toLowerCase()),
    admit(names) {
      const fresh = new Map<string, string>();
      for (const name of names) {
        const key = name.toLowerCase();
        if (!called.has(key) && !fresh.has(key)) fresh.set(key, name);
      }
      if (fresh.size > 0 && fresh.size > room) return undefined;
      for (const [key, name] of fresh) add(key, name);
      return [...new Set(names.map((name) => (exact.has(name) ? name : (called.get(name.toLowerCase()) ?? name))))];
    },
  };
}
