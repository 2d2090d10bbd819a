import { type RawBuilder, sql } from 'kysely';
import type { People } from '../conversations/conversations.ts';
import type { TeamScope } from '../floor.ts';

/**
 * Those of a round who gave this answer to its question, by the id of the choice ('yes'), or who stand there: 'silent' has
 * been asked and has not answered, 'later' will be asked. Of no such round, and with no such answer, nobody.
 */
export function whoAnswered(scope: TeamScope, roundId: string, answer: string): People {
  const isMeant: Record<string, RawBuilder<unknown>> = {
    answered: sql`state = 'answered'`,
    silent: sql`state in ('asked', 'closed')`,
    unclear: sql`state = 'unclear'`,
    later: sql`state = 'waiting'`,
    skipped: sql`state = 'skipped'`,
  };
  const theirs = sql`from asks where asks.team_id = ${scope.teamId}::uuid and asks.round_id = ${roundId}::uuid
    and ${isMeant[answer] ?? sql`answers->0->'value'->'ids' ? ${answer}`}`;
  return {
    all: sql`select person_id ${theirs}`,
    has: (personId) => sql<boolean>`exists (select ${theirs} and asks.person_id = ${personId})`,
  };
}
