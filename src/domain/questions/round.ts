import { sql } from 'kysely';
import { notFound } from '../../platform/errors.ts';
import type { TeamScope, TeamTransaction } from '../floor.ts';
import type { Content } from './question.ts';

/** What a version of a question says. */
export interface Version {
  name: string;
  content: Content;
}

/** The version with which a round began. It must exist. */
export async function findVersion(scope: TeamScope, questionId: string, version: number): Promise<Version> {
  const row = await scope.db
    .selectFrom('question_versions')
    .select(['name', 'content'])
    .where('team_id', '=', scope.teamId)
    .where('question_id', '=', questionId)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  return { name: row.name, content: row.content as unknown as Content };
}

/** One asking of a question, with what is asked in it. */
export interface Round extends Version {
  id: string;
  questionId: string;
  version: number;
  date: string;
  state: 'filling' | 'open' | 'closed';
  openedAt: Date;
  closedAt: Date | null;
  /** Somebody began it: then all are asked at once. */
  isByHand: boolean;
  /** The question rests, or has been put away. */
  isPaused: boolean;
  isArchived: boolean;
}

/** @throws AppError `not_found`. */
export async function findRound(scope: TeamScope, roundId: string): Promise<Round> {
  const row = await scope.db
    .selectFrom('rounds')
    .innerJoin('question_versions as versions', (join) =>
      join
        .onRef('versions.team_id', '=', 'rounds.team_id')
        .onRef('versions.question_id', '=', 'rounds.question_id')
        .onRef('versions.version', '=', 'rounds.version'),
    )
    .innerJoin('questions', (join) =>
      join.onRef('questions.team_id', '=', 'rounds.team_id').onRef('questions.id', '=', 'rounds.question_id'),
    )
    .select(['rounds.id', 'rounds.question_id', 'rounds.version', 'rounds.state', 'opened_at', 'closed_at', 'all_at'])
    .select(['versions.name', 'versions.content', 'paused_at', 'archived_at'])
    .select((select) => select.cast<string>('local_date', 'text').as('date'))
    .where('rounds.team_id', '=', scope.teamId)
    .where('rounds.id', '=', roundId)
    .executeTakeFirst();
  if (!row) throw notFound('round');
  return {
    id: row.id,
    questionId: row.question_id,
    version: row.version,
    name: row.name,
    content: row.content as unknown as Content,
    date: row.date,
    state: row.state as Round['state'],
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    isByHand: row.all_at !== null,
    isPaused: row.paused_at !== null,
    isArchived: row.archived_at !== null,
  };
}

/**
 * A round for which texts are about to be written. Whoever has its question rest waits for the commit, and then finds
 * all of them. @throws AppError `not_found`.
 */
export async function holdRound(tx: TeamTransaction, roundId: string): Promise<Round> {
  await sql`
    select from questions where team_id = ${tx.teamId}::uuid
      and id = (select question_id from rounds where team_id = ${tx.teamId}::uuid and id = ${roundId}::uuid)
    for share`.execute(tx.db);
  return findRound(tx, roundId);
}
