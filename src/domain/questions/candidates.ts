import { sql } from 'kysely';
import { prepared } from '../../platform/database.ts';
import type { TeamTransaction } from '../floor.ts';
import type { TaughtPhrase } from './kinds.ts';
import type { Candidate } from './match.ts';
import type { Content, KeptAnswer, Step } from './question.ts';

interface Row {
  id: string;
  question_id: string;
  state: Candidate['state'];
  step: number;
  tag: string | null;
  closes_at: Date;
  reasked: number;
  answers: KeptAnswer[];
  content: Content;
  taught: (TaughtPhrase & { step: number })[] | null;
  asked: string[];
  has_colleague_written: boolean;
}

/** The company's times are whole seconds by its own clock. */
const skewMs = 2000;

/**
 * The asks to which a text of this conversation may be an answer that was written at a time (`saidAt`): those that were
 * asked before, the oldest first, locked until the commit.
 */
export async function candidatesOf(tx: TeamTransaction, conversationId: string, saidAt: Date): Promise<Candidate[]> {
  const { rows } = await prepared<Row>(
    'ask-candidates',
    sql`
    select asks.id, rounds.question_id, asks.state, asks.step, tag, closes_at, reasked, answers, versions.content,
      (select json_agg(json_build_object('step', phrases.step, 'phrase', phrase, 'value', value)) from taught_phrases as phrases
        where phrases.team_id = asks.team_id and phrases.question_id = rounds.question_id) as taught,
      texts.asked,
      exists (select from messages where messages.team_id = asks.team_id
        and messages.conversation_id = asks.conversation_id and messages.id > texts.last_id
        and direction = 'outbound' and sent_by is not null and status <> 'canceled') as has_colleague_written
    from asks
    join rounds on rounds.team_id = asks.team_id and rounds.id = asks.round_id
    join question_versions as versions on versions.team_id = rounds.team_id
      and versions.question_id = rounds.question_id and versions.version = rounds.version
    cross join lateral (
      select max(ask_texts.message_id::text)::uuid as last_id,
        array_agg(messages.body) filter (where part in ('question', 'nudge', 'again')) as asked
      from ask_texts join messages on messages.team_id = ask_texts.team_id
        and messages.conversation_id = ask_texts.conversation_id and messages.id = ask_texts.message_id
      where ask_texts.team_id = asks.team_id and ask_texts.ask_id = asks.id) as texts
    where asks.team_id = ${tx.teamId}::uuid and asks.conversation_id = ${conversationId}::uuid
      and listens_until > ${tx.clock.now()}::timestamptz
      and asked_at <= ${new Date(saidAt.getTime() + skewMs)}::timestamptz
    order by asked_at, asks.id
    for no key update of asks`,
  ).execute(tx.db);
  return rows.map((row) => toCandidate(row, saidAt));
}

function toCandidate(row: Row, saidAt: Date): Candidate {
  const { content, answers } = row;
  // Of an ask that is done, the step that was answered last is the one that may be corrected.
  const last = answers.findLastIndex((answer) => answer !== null);
  const stepAt = row.state === 'answered' && last !== -1 ? last : row.step;
  return {
    askId: row.id,
    questionId: row.question_id,
    // What was said in time is, however late we hear of it.
    state: row.state === 'closed' && saidAt < row.closes_at ? 'asked' : row.state,
    stepAt,
    step: content.steps[stepAt] as Step,
    language: content.language,
    taught: (row.taught ?? []).filter(({ step }) => step === stepAt),
    tag: row.tag ?? 'A',
    asked: row.asked ?? [],
    hasColleagueWritten: row.has_colleague_written,
    value: answers[stepAt]?.value ?? null,
    mayAskAgain: row.state === 'asked' && row.reasked < content.mostReasked,
  };
}
