import { sql } from 'kysely';
import type { TeamScope } from '../floor.ts';
import { findTeam } from '../teams/teams.ts';

/** The day it was at a time for whoever a conversation is with: "tomorrow" is the day after that. */
export async function dayThere(scope: TeamScope, conversationId: string, at: Date): Promise<string> {
  const { rows } = await sql<{ zone: string | null }>`
    select time_zone as zone from conversations join people on people.team_id = conversations.team_id and people.id = person_id
    where conversations.team_id = ${scope.teamId}::uuid and conversations.id = ${conversationId}::uuid`.execute(
    scope.db,
  );
  return dayIn(rows[0]?.zone ?? (await findTeam(scope)).timeZone, at);
}

/** The day it is at a time in a zone. */
export const dayIn = (zone: string, at: Date): string =>
  at.toTemporalInstant().toZonedDateTimeISO(zone).toPlainDate().toString();
