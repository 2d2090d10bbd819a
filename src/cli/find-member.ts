import type { Floor } from '../domain/floor.ts';
import { actingAs, listMembers, listTeams, type Member } from '../domain/teams/teams.ts';

/** The member who signs in with this address. @throws Error with a sentence when nobody does. */
export async function findMember(floor: Floor, email: string): Promise<Member> {
  for (const team of await listTeams(floor)) {
    const found = (await listMembers(team)).find((each) => each.email === email.toLowerCase() && !each.deactivatedAt);
    if (found) return actingAs(team, found.id);
  }
  throw new Error(`No member signs in with ${email}.`);
}
