import { sql } from 'kysely';
import { AppError, invalid, notFound } from '../../platform/errors.ts';
import { findRoute } from '../conversations/conversations.ts';
import { inTransaction, type Transacting } from '../floor.ts';
import { takeBack } from '../messages/messages.ts';
import { type ActKind, type Member, recordAct } from '../teams/teams.ts';
import { goOn } from './go-on.ts';
import { keepAnswer } from './keep-answer.ts';
import type { AnswerValue } from './kinds.ts';
import type { Content, Step } from './question.ts';
import { isAnswerTo } from './reading/fits.ts';
import { recount } from './recount.ts';
import { settleLooks } from './settle-looks.ts';
import { takePlace } from './take-place.ts';

/**
 * Sets an answer by hand: somebody has phoned. It counts until there is a newer one, and says who set it. Null is none.
 * @throws AppError `not_found`, `invalid` when it is no answer to what was asked.
 */
export async function setAnswer(
  member: Member,
  askId: string,
  { step = 0, value }: { step?: number | undefined; value: AnswerValue | null },
): Promise<void> {
  await inTransaction(member, async (tx) => {
    const ask = await lockAsk(tx, askId);
    mustFit(ask.content.steps[step], value);
    await keepAnswer(tx, { askId, step, value, words: null, setBy: tx.memberId });
    await settle(tx, ask, { kind: 'answer.set', after: { askId, step, value } });
  });
}

/**
 * Takes back the answer that was set by hand last: what was before it counts again.
 * @throws AppError `not_found`, `cannot_undo` when the newest answer was not set by hand.
 */
export async function undoAnswer(member: Member, askId: string): Promise<void> {
  await inTransaction(member, async (tx) => {
    const ask = await lockAsk(tx, askId);
    const { rows } = await sql<{ id: string; set_by: string | null; step: number; value: AnswerValue | null }>`
      select id, set_by, step, value from answers
      where team_id = ${tx.teamId}::uuid and ask_id = ${askId}::uuid and undone_at is null order by id desc limit 1`.execute(
      tx.db,
    );
    const [newest] = rows;
    if (!newest?.set_by) throw new AppError('cannot_undo', 'This answer was not set by hand. Move the reply instead.');
    await sql`update answers set undone_at = ${tx.clock.now()}, undone_by = ${tx.memberId}::uuid
      where team_id = ${tx.teamId}::uuid and id = ${newest.id}::uuid`.execute(tx.db);
    await settle(tx, ask, { kind: 'answer.undone', before: { askId, step: newest.step, value: newest.value } });
  });
}

export interface HeldAsk {
  id: string;
  conversationId: string;
  personId: string;
  questionId: string;
  content: Content;
  /** It has closed: an answer to it is kept, and nothing follows on it. */
  isOver: boolean;
}

/** An ask with its conversation, which is locked until the commit as by whoever writes into it. @throws AppError `not_found`. */
export async function lockAsk(tx: Transacting<Member>, askId: string): Promise<HeldAsk> {
  const { rows } = await sql<HeldAsk>`
    select asks.id, conversation_id as "conversationId", person_id as "personId", rounds.question_id as "questionId",
      versions.content, closes_at <= ${tx.clock.now()} as "isOver"
    from asks join rounds on rounds.team_id = asks.team_id and rounds.id = asks.round_id
    join question_versions as versions on versions.team_id = rounds.team_id
      and versions.question_id = rounds.question_id and versions.version = rounds.version
    where asks.team_id = ${tx.teamId}::uuid and asks.id = ${askId}::uuid`.execute(tx.db);
  const [ask] = rows;
  if (!ask) throw notFound('ask');
  await findRoute(tx, ask.conversationId, { isLocked: true });
  return ask;
}

/** @throws AppError `invalid`. */
export function mustFit(step: Step | undefined, value: AnswerValue | null): void {
  if (!step) throw invalid({ step: 'There is no such step.' });
  if (value && !isAnswerTo(step.answering, value)) throw invalid({ value: 'This is no answer to what was asked.' });
}

/**
 * What follows on an answer that somebody has set, moved or taken away: all but thanks, for the person has not texted. Of
 * an ask that is over only the counts are put right: nobody is texted about what was.
 */
export async function settle(
  tx: Transacting<Member>,
  { id: askId, conversationId, personId, isOver }: HeldAsk,
  act: { kind: ActKind; before?: object; after?: object },
): Promise<void> {
  const standing = await recount(tx, askId);
  await settleLooks(tx, askId);
  if (standing.state === 'answered') await takeBack(tx, await nudgesOf(tx, askId), 'hasAnswered');
  await recordAct(tx, { ...act, personId, conversationId, subjectId: askId });
  if (isOver) await takePlace(tx, standing);
  else await goOn(tx, standing, true);
}

async function nudgesOf(tx: Transacting<Member>, askId: string): Promise<string[]> {
  const { rows } = await sql<{ message_id: string }>`
    select message_id from ask_texts where team_id = ${tx.teamId}::uuid and ask_id = ${askId}::uuid and part = 'nudge'`.execute(
    tx.db,
  );
  return rows.map(({ message_id }) => message_id);
}
