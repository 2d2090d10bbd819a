import { sql } from 'kysely';
import { invalid } from '../../platform/errors.ts';
import { storable } from '../../platform/storable.ts';
import { inTransaction, type TeamScope } from '../floor.ts';
import { findTeam, type Member, mustManage, recordAct } from '../teams/teams.ts';
import { dayIn } from './day-there.ts';
import type { AnswerValue, TaughtPhrase } from './kinds.ts';
import { moveReply } from './move-reply.ts';
import { find, type Question } from './question.ts';
import { teach } from './reading/teach.ts';
import { taughtIn } from './taught.ts';

export interface Lesson extends TaughtPhrase {
  step: number;
}

/** A text that a lesson has us understand in another way. */
export interface Relearned {
  messageId: string;
  conversationId: string;
  askId: string;
  person: { id: string; name: string };
  words: string;
  before: AnswerValue | null;
  after: AnswerValue;
}

/** So many of the newest texts are looked at. */
const lookedAt = 500;

/**
 * What else would change if a question were taught a phrase.
 * @throws AppError `not_found`, `invalid`.
 */
export async function tryLesson(scope: TeamScope, questionId: string, lesson: Lesson): Promise<Relearned[]> {
  const question = await find(scope, questionId);
  return (await reckon(scope, question, lesson)).changes;
}

/**
 * What a question would know, and which texts would be read otherwise: those that count, or would. What was said to the
 * same ask later, or set by hand, stays as it is.
 */
async function reckon(scope: TeamScope, { id: questionId, content }: Question, lesson: Lesson) {
  const { step } = lesson;
  const asked = content.steps[step];
  if (!asked) throw invalid({ step: 'There is no such step.' });
  const { rows } = await sql<Omit<Relearned, 'after'> & { pictures: number; cameAt: Date; zone: string | null }>`
    select matched.message_id as "messageId", matched.conversation_id as "conversationId", asks.id as "askId",
      json_build_object('id', people.id, 'name', people.name) as person, messages.body as words,
      messages.created_at as "cameAt", people.time_zone as zone, jsonb_array_length(messages.media) as pictures,
      (select value from answers where answers.team_id = matched.team_id and answers.message_id = matched.message_id
        and undone_at is null order by answers.id desc limit 1) as before
    from reply_matches as matched
    join asks on asks.team_id = matched.team_id and asks.id = matched.ask_id
    join rounds on rounds.team_id = asks.team_id and rounds.id = asks.round_id
      and rounds.question_id = ${questionId}::uuid
    join people on people.team_id = asks.team_id and people.id = asks.person_id
    join messages on messages.team_id = matched.team_id and messages.conversation_id = matched.conversation_id
      and messages.id = matched.message_id
    where matched.team_id = ${scope.teamId}::uuid and matched.replaced_at is null and matched.step = ${step}
      and matched.matched_by is null and not exists (select from answers
        where answers.team_id = matched.team_id and answers.ask_id = asks.id and answers.step = matched.step
          and undone_at is null and (set_by is not null
            or answers.id > matched.id and answers.message_id is distinct from matched.message_id))
    order by matched.id desc limit ${sql.lit(lookedAt)}`.execute(scope.db);
  const { timeZone: home } = await findTeam(scope);
  const past = rows.map(({ messageId, words, pictures, cameAt, zone }) => ({
    id: messageId,
    reply: { body: words, pictures },
    language: content.language,
    today: dayIn(zone ?? home, cameAt),
  }));
  // Named first, as readings are written: what is compared is text.
  const { kind, ...rest } = lesson.value;
  const value = { kind, ...rest } as AnswerValue;
  const phrase = storable(lesson.phrase).trim();
  const found = teach(asked.answering, await taughtIn(scope, questionId, step), { phrase, value }, past);
  if (found.kind === 'refused') throw invalid(refusals[found.why]);
  const understood = found.changes.flatMap(({ id, after }): Relearned[] => {
    const text = rows.find(({ messageId }) => messageId === id);
    if (!text || after.sureness !== 'sure') return [];
    const { pictures: _, cameAt: __, zone: ___, ...known } = text;
    return [{ ...known, after: after.value }];
  });
  // The newest first: of several texts to one ask it is the one that counts.
  const changes = understood.filter((one) => one === understood.find(({ askId }) => askId === one.askId));
  return { phrase, value, changes };
}

const refusals = {
  empty: { phrase: 'Write the words that mean it.' },
  too_long: { phrase: 'Use 200 characters or fewer.' },
  keyword: { phrase: 'Carriers understand this word in their own way. It cannot be taught.' },
  not_an_answer: { value: 'This is no answer to what was asked.' },
  means_another: { phrase: 'These words mean another answer already.' },
};

/**
 * Teaches a question what a phrase means, from now on and for the texts that were not understood until now. Answers what
 * has changed.
 * @throws as `tryLesson`, and `forbidden` for members.
 */
export async function addLesson(member: Member, questionId: string, lesson: Lesson): Promise<Relearned[]> {
  mustManage(member, 'teach questions');
  const { step } = lesson;
  const { phrase, value, changes } = await reckon(member, await find(member, questionId), lesson);
  await inTransaction(member, async (tx) => {
    const taught = { value: JSON.stringify(value), taught_by: tx.memberId, taught_at: tx.clock.now() };
    await tx.db
      .insertInto('taught_phrases')
      .values({ team_id: tx.teamId, question_id: questionId, step, phrase, ...taught })
      .onConflict((conflict) => conflict.columns(['team_id', 'question_id', 'step', 'phrase']).doUpdateSet(taught))
      .execute();
    await recordAct(tx, { kind: 'question.taught', subjectId: questionId, after: { phrase, value, step } });
  });
  // One by one, as if somebody said of each what it means: a conversation is never locked for the sake of another.
  for (const { messageId, askId, after } of changes) await moveReply(member, messageId, { askId, step, value: after });
  return changes;
}

/** Has a question forget a phrase; what was understood by it stays. @throws AppError `forbidden`, `not_found`. */
export async function removeLesson(
  member: Member,
  questionId: string,
  { step, phrase }: Omit<Lesson, 'value'>,
): Promise<void> {
  mustManage(member, 'teach questions');
  await find(member, questionId);
  await inTransaction(member, async (tx) => {
    await tx.db
      .deleteFrom('taught_phrases')
      .where('team_id', '=', tx.teamId)
      .where('question_id', '=', questionId)
      .where('step', '=', step)
      .where('phrase', '=', phrase.trim())
      .execute();
    await recordAct(tx, { kind: 'question.untaught', subjectId: questionId, before: { phrase, step } });
  });
}

/** Everything that a question has been taught. @throws AppError `not_found`. */
export async function listLessons(scope: TeamScope, questionId: string): Promise<Lesson[]> {
  const { content } = await find(scope, questionId);
  const ofSteps = content.steps.map(async (_, step) =>
    (await taughtIn(scope, questionId, step)).map((taught) => ({ ...taught, step })),
  );
  return (await Promise.all(ofSteps)).flat();
}
