import { sql } from 'kysely';
import { announce, type TeamTransaction } from '../floor.ts';
import type { AnswerValue } from './kinds.ts';
import { nextStep } from './next-step.ts';
import type { Content, KeptAnswer } from './question.ts';

/** Where an ask stands after an answer was given, changed or taken away. */
export interface Standing {
  askId: string;
  roundId: string;
  conversationId: string;
  personId: string;
  content: Content;
  questionId: string;
  answers: KeptAnswer[];
  tag: string | null;
  state: 'waiting' | 'asked' | 'answered' | 'unclear' | 'closed' | 'skipped';
  /** The step that is open now; the last one when all are answered. */
  step: number;
  wasState: string;
  wasStep: number;
}

interface Row {
  round_id: string;
  question_id: string;
  conversation_id: string;
  person_id: string;
  state: string;
  step: number;
  tag: string | null;
  closes_at: Date;
  asked_at: Date | null;
  skipped_because: string | null;
  content: Content;
  answers: { step: number; answer: KeptAnswer }[] | null;
}

/**
 * Works out from the answers that were ever given where an ask stands, and keeps it. Whoever changes an answer calls this
 * last, with the conversation locked.
 */
export async function recount(tx: TeamTransaction, askId: string): Promise<Standing> {
  const { rows } = await sql<Row>`
    select asks.round_id, rounds.question_id, asks.conversation_id, person_id, asks.state, step, tag, closes_at, asked_at, skipped_because,
      versions.content,
      (select json_agg(json_build_object('step', newest.step, 'answer', newest.answer)) from (
        select distinct on (answers.step) answers.step, case when value is not null then json_build_object('value', value, 'words', words,
          'messageId', message_id, 'setBy', set_by, 'isLate', is_late, 'at', set_at) end as answer
        from answers where answers.team_id = asks.team_id and answers.ask_id = asks.id and undone_at is null
        order by answers.step, answers.id desc) as newest) as answers
    from asks
    join rounds on rounds.team_id = asks.team_id and rounds.id = asks.round_id
    join question_versions as versions on versions.team_id = rounds.team_id
      and versions.question_id = rounds.question_id and versions.version = rounds.version
    where asks.team_id = ${tx.teamId}::uuid and asks.id = ${askId}::uuid
    for no key update of asks`.execute(tx.db);
  const row = rows[0] as Row;
  const answers: KeptAnswer[] = row.content.steps.map(
    (_, step) => row.answers?.find((each) => each.step === step)?.answer ?? null,
  );
  const open = openStep(row.content, answers);
  const isDone = open === null;
  const state = isDone ? 'answered' : stillOpen(tx, row);
  const step =
    open ??
    Math.max(
      0,
      answers.findLastIndex((answer) => answer !== null),
    );
  const now = tx.clock.now();
  const hasMoved = step !== row.step || state !== row.state;
  // An answer that is changed later is not one that took longer.
  await sql`
    update asks set state = ${state}, step = ${step}, answers = ${JSON.stringify(answers)}::jsonb,
      answered_at = ${isDone ? sql`coalesce(answered_at, ${now}::timestamptz)` : null}, state_at = ${now},
      next_nudge_at = ${isDone ? null : sql`next_nudge_at`}, next_silence_at = null, reasked = ${hasMoved ? 0 : sql`reasked`},
      held_at = ${state === 'waiting' ? sql`held_at` : null}, listens_until = coalesce(listens_until, closes_at + interval '8 days')
    where team_id = ${tx.teamId}::uuid and id = ${askId}::uuid`.execute(tx.db);
  if (isDone) await freeHeld(tx, [row.conversation_id]);
  announce(tx, { kind: 'round.changed', conversationId: row.conversation_id, subjectId: row.round_id });
  return {
    askId,
    roundId: row.round_id,
    questionId: row.question_id,
    conversationId: row.conversation_id,
    personId: row.person_id,
    content: row.content,
    answers,
    tag: row.tag,
    state,
    step,
    wasState: row.state,
    wasStep: row.step,
  };
}

/** The first step on the way that has no answer; null when the way is at its end. */
function openStep({ steps }: Content, answers: KeptAnswer[]): number | null {
  for (let step: number | null = 0, turns = 0; step !== null && turns <= steps.length; turns++) {
    const answer: AnswerValue | undefined = answers[step]?.value;
    if (!answer) return step;
    step = nextStep(steps, step, answer);
  }
  return null;
}

function stillOpen(tx: TeamTransaction, row: Row): Standing['state'] {
  if (!row.asked_at && row.skipped_because) return 'skipped';
  if (row.closes_at <= tx.clock.now()) return 'closed';
  // Set by hand and taken back before anybody was asked: they are asked when their time comes.
  if (!row.asked_at) return 'waiting';
  return row.state === 'unclear' ? 'unclear' : 'asked';
}

/** What waited for its turn behind another question has it now. */
export async function freeHeld(tx: TeamTransaction, conversationIds: string[]): Promise<void> {
  await sql`
    update asks set due_at = least(due_at, ${tx.clock.now()})
    where team_id = ${tx.teamId}::uuid and conversation_id = any (${conversationIds}::uuid[]) and state = 'waiting'
      and held_at is not null`.execute(tx.db);
}
