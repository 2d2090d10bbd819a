import { notFound } from '../../platform/errors.ts';
import type { TeamScope } from '../floor.ts';
import type { Answering, AnswerValue } from './kinds.ts';
import type { Closing } from './schedule/closing.ts';
import type { Nudges } from './schedule/nudges.ts';
import type { QuietHours } from './schedule/quiet-hours.ts';
import type { Schedule } from './schedule/schedule.ts';

/** One of the things that are asked in one go; the next goes out when it is understood. */
export interface Step {
  words: string;
  answering: Answering;
  /** Where to go on, by the first that holds; left out, with the next step. */
  branches?: { when: Condition; goTo: number | 'end' }[];
}

/** Holds for an answer that has one of these ids, or is a number within these bounds. */
export type Condition = { ids: string[] } | { atLeast?: number; atMost?: number };

/** What happens by itself on an answer, on a reply that nobody understood, or when somebody stays silent. */
export interface Rule {
  when: { step: number; answer: Condition } | 'unclear' | { silentForMinutes: number };
  act:
    | { kind: 'assign'; memberId: string }
    | { kind: 'alert'; memberIds: string[] }
    | { kind: 'group'; name: string }
    | { kind: 'text'; words: string };
}

/** Everything that a version of a question says. Stored as JSON. */
export interface Content {
  /** The language in which it speaks for itself: when it did not understand, when all places are taken. */
  language: 'en' | 'es';
  steps: Step[];
  schedule: Schedule;
  audience: { groupIds: string[]; personIds: string[] };
  closing: Closing;
  nudges?: Nudges & { words: string[]; quiet?: QuietHours };
  /** When somebody has another question open: this one goes out with a tag, or waits its turn. */
  overlap: 'tag' | 'wait';
  /** How often somebody is asked again whom we did not understand. */
  mostReasked: 0 | 1 | 2;
  /** What whoever has answered hears. */
  thanks?: string;
  /** So many who give one answer to the first step are wanted, and no more; the others hear `filled`. */
  quota?: { id: string; places: number; filled: string };
  rules: Rule[];
}

/** What the form of a question sends. */
export interface NewQuestion {
  name: string;
  content: Content;
}

/** Something that a team asks, as it is asked from now on. */
export interface Question {
  id: string;
  version: number;
  name: string;
  content: Content;
  nextDate: string | null;
  nextOpensAt: Date | null;
  /** When it was worked out when it is asked next. */
  plannedAt: Date;
  pausedAt: Date | null;
  archivedAt: Date | null;
  createdAt: Date;
}

/** An answer that counts, as its ask keeps it; null for a step without one. */
export type KeptAnswer = {
  value: AnswerValue;
  words: string | null;
  messageId: string | null;
  /** By whom, when it was set by hand. */
  setBy: string | null;
  isLate: boolean;
  at: string;
} | null;

/** Questions with the version that counts now. */
function selectQuestions(scope: TeamScope) {
  return scope.db
    .selectFrom('questions')
    .innerJoin('question_versions as versions', (join) =>
      join
        .onRef('versions.team_id', '=', 'questions.team_id')
        .onRef('versions.question_id', '=', 'questions.id')
        .onRef('versions.version', '=', 'questions.version'),
    )
    .select(['questions.id', 'questions.version', 'versions.name', 'versions.content', 'next_opens_at', 'planned_at'])
    .select(['paused_at', 'archived_at', 'questions.created_at'])
    .select((select) => select.cast<string | null>('next_date', 'text').as('next_date'))
    .where('questions.team_id', '=', scope.teamId);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectQuestions>['executeTakeFirstOrThrow']>>;

function toQuestion(row: Row): Question {
  return {
    id: row.id,
    version: row.version,
    name: row.name,
    content: row.content as unknown as Content,
    nextDate: row.next_date,
    nextOpensAt: row.next_opens_at,
    plannedAt: row.planned_at,
    pausedAt: row.paused_at,
    archivedAt: row.archived_at,
    createdAt: row.created_at,
  };
}

/** @throws AppError `not_found`. */
export async function find(scope: TeamScope, questionId: string): Promise<Question> {
  const row = await selectQuestions(scope).where('questions.id', '=', questionId).executeTakeFirst();
  if (!row) throw notFound('question');
  return toQuestion(row);
}

/** The team's questions, the oldest first; those put away only on demand. */
export async function list(scope: TeamScope, { isArchived = false } = {}): Promise<Question[]> {
  const rows = await selectQuestions(scope)
    .where('archived_at', isArchived ? 'is not' : 'is', null)
    .orderBy('questions.id')
    .execute();
  return rows.map(toQuestion);
}
