import { sql } from 'kysely';
import { change, writeNote } from '../conversations/conversations.ts';
import { announce, type TeamTransaction } from '../floor.ts';
import { addToGroup } from '../people/people.ts';
import { actingAs, activeAmong } from '../teams/teams.ts';
import { holds } from './next-step.ts';
import type { Content, KeptAnswer, Rule } from './question.ts';
import { say } from './say.ts';

/** The ask for which rules are followed, in a conversation that is locked. */
export interface Ruled {
  askId: string;
  conversationId: string;
  personId: string;
  questionId: string;
  step: number;
  content: Content;
  answers: KeptAnswer[];
}

/** Follows the rules on answers that hold now, each once for an ask. */
export const followOnAnswer = (tx: TeamTransaction, ruled: Ruled): Promise<void> =>
  follow(tx, ruled, ({ when }) => {
    if (typeof when !== 'object' || !('answer' in when)) return false;
    const answer = ruled.answers[when.step];
    return answer ? holds(when.answer, answer.value) : false;
  });

/** Follows the rules on what nobody understood. */
export const followOnUnclear = (tx: TeamTransaction, ruled: Ruled): Promise<void> =>
  follow(tx, ruled, ({ when }) => when === 'unclear');

/** Follows the rules on silence of so many minutes. */
export const followOnSilence = (tx: TeamTransaction, ruled: Ruled, minutes: number): Promise<void> =>
  follow(
    tx,
    ruled,
    ({ when }) => typeof when === 'object' && 'silentForMinutes' in when && when.silentForMinutes <= minutes,
  );

async function follow(tx: TeamTransaction, ruled: Ruled, isMeant: (rule: Rule) => boolean): Promise<void> {
  for (const [at, rule] of ruled.content.rules.entries()) {
    if (isMeant(rule) && (await isFirstTime(tx, ruled.askId, at))) await obey(tx, ruled, rule);
  }
}

async function isFirstTime(tx: TeamTransaction, askId: string, rule: number): Promise<boolean> {
  const row = await tx.db
    .insertInto('rule_runs')
    .values({ team_id: tx.teamId, ask_id: askId, rule, ran_at: tx.clock.now() })
    .onConflict((conflict) => conflict.doNothing())
    .returning('rule')
    .executeTakeFirst();
  return row !== undefined;
}

async function obey(tx: TeamTransaction, ruled: Ruled, { act }: Rule): Promise<void> {
  const { conversationId, personId } = ruled;
  switch (act.kind) {
    case 'text':
      return say(tx, { ...ruled, part: 'rule', words: act.words });
    case 'group':
      await addToGroup(tx, personId, act.name);
      return announce(tx, { kind: 'person.changed', conversationId });
    case 'assign':
      // Whoever is gone by now can be given nothing.
      if ((await activeAmong(tx, [act.memberId], { isLocked: true })).size === 0) return;
      await change(await actingAs(tx, await authorOf(tx, ruled)), [conversationId], {
        act: 'assign',
        memberId: act.memberId,
      });
      return;
    case 'alert': {
      const mentions = [...(await activeAmong(tx, act.memberIds, { isLocked: true }))];
      if (mentions.length === 0) return;
      await writeNote(await actingAs(tx, await authorOf(tx, ruled)), conversationId, {
        body: await newsOf(tx, ruled),
        mentions,
      });
    }
  }
}

/** In whose name rules are followed: whoever wrote them. */
async function authorOf(tx: TeamTransaction, { questionId }: Ruled): Promise<string> {
  const row = await tx.db
    .selectFrom('question_versions')
    .select('changed_by')
    .where('team_id', '=', tx.teamId)
    .where('question_id', '=', questionId)
    .orderBy('version', 'desc')
    .executeTakeFirstOrThrow();
  return row.changed_by;
}

/** What a colleague is alerted to: the question, and what was said to it last. */
async function newsOf(tx: TeamTransaction, { questionId, conversationId, askId, content }: Ruled): Promise<string> {
  const { rows } = await sql<{ name: string; words: string | null }>`
    select name, (select body from messages where messages.team_id = ${tx.teamId}::uuid
      and messages.conversation_id = ${conversationId}::uuid and direction = 'inbound'
      and messages.id > (select min(message_id::text)::uuid from ask_texts
        where ask_texts.team_id = ${tx.teamId}::uuid and ask_id = ${askId}::uuid)
      order by messages.id desc limit 1) as words
    from question_versions where team_id = ${tx.teamId}::uuid and question_id = ${questionId}::uuid
    order by version desc limit 1`.execute(tx.db);
  const { name, words } = rows[0] ?? { name: '', words: null };
  const silence = { en: 'no answer yet', es: 'todavía sin respuesta' }[content.language];
  return `${name}: ${words ? `“${words.slice(0, 500)}”` : silence}`;
}
