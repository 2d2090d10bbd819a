import { sql } from 'kysely';
import { invalid } from '../../platform/errors.ts';
import { persistently } from '../../platform/persistently.ts';
import { storable } from '../../platform/storable.ts';
import { findRoute } from '../conversations/conversations.ts';
import { announce, inTransaction, type Transacting } from '../floor.ts';
import type { Member } from '../teams/teams.ts';
import { isBeginningOf } from './fields.ts';

/** What a member has written and not sent; `caret` is a place in it, in UTF-16 units. */
export interface Draft {
  body: string;
  caret: number;
  updatedAt: Date;
}

/** Many times what one text can hold: whoever pastes more is told so before. */
const longest = 20_000;

/**
 * Keeps what this member has written in a conversation; of two writers at once the last one wins. Everybody's list is
 * asked again only when a draft comes or goes.
 * @throws AppError `invalid`, `not_found`.
 */
export async function saveDraft(
  member: Member,
  conversationId: string,
  input: { body: string; caret: number },
): Promise<Draft> {
  const body = storable(input.body);
  if (body === '') throw invalid({ body: 'An empty draft is deleted, not kept.' });
  if (body.length > longest) throw invalid({ body: `A draft can have ${longest.toLocaleString('en')} characters.` });
  const draft = { body, caret: Math.min(input.caret, body.length), updatedAt: member.clock.now() };
  await persistently(() =>
    inTransaction(member, async (tx) => {
      await findRoute(tx, conversationId);
      const values = { body, caret: draft.caret, updated_at: draft.updatedAt };
      const row = await tx.db
        .insertInto('drafts')
        .values({ team_id: tx.teamId, conversation_id: conversationId, member_id: tx.memberId, ...values })
        .onConflict((conflict) => conflict.columns(['team_id', 'conversation_id', 'member_id']).doUpdateSet(values))
        .returning(sql<boolean>`xmax = 0`.as('is_new'))
        .executeTakeFirstOrThrow();
      if (row.is_new) announce(tx, { kind: 'conversation.changed', conversationId });
    }),
  );
  return draft;
}

/** Forgets a draft; one that is not there is no fault. @throws AppError `not_found` when there is no such conversation. */
export async function dropDraft(member: Member, conversationId: string): Promise<void> {
  await inTransaction(member, async (tx) => {
    await findRoute(tx, conversationId);
    const row = await tx.db
      .deleteFrom('drafts')
      .where('team_id', '=', tx.teamId)
      .where('conversation_id', '=', conversationId)
      .where('member_id', '=', tx.memberId)
      .returning('conversation_id')
      .executeTakeFirst();
    if (row) announce(tx, { kind: 'conversation.changed', conversationId });
  });
}

/**
 * Forgets the draft of a text in the transaction that writes this down: it must not come back when the page that sends it
 * is gone. What was begun after it, while it was on its way here, stays. The page may have filled in the fields.
 */
export async function dropSentDraft(tx: Transacting<Member>, conversationId: string, text: string): Promise<void> {
  const mine = { team_id: tx.teamId, conversation_id: conversationId, member_id: tx.memberId };
  const draft = await tx.db
    .selectFrom('drafts')
    .select('body')
    .where((where) => where.and(mine))
    .forUpdate()
    .executeTakeFirst();
  if (!draft || !isBeginningOf(draft.body.trimEnd(), text)) return;
  await tx.db
    .deleteFrom('drafts')
    .where((where) => where.and(mine))
    .execute();
  announce(tx, { kind: 'conversation.changed', conversationId });
}
