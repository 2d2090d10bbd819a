import { Type } from 'typebox';
import * as conversations from '../domain/conversations/conversations.ts';
import * as messages from '../domain/messages/messages.ts';
import { isId } from '../platform/ids.ts';
import { showConversation } from './listed-row.ts';
import { isTimeOfRow, pageQuery, readPage } from './paging.ts';
import { forMembers } from './route.ts';
import { Conversation, Draft, Id, Page } from './shapes.ts';

const params = Type.Object({ id: Id });

export const list = forMembers({
  summary: 'The conversations in which you have a draft, the newest draft first',
  query: Type.Object(pageQuery),
  answer: Page(Conversation),
  handle: async ({ member, query }) => {
    const { items, next } = await readPage(
      query,
      { at: isTimeOfRow, id: isId },
      (page) => conversations.listDrafted(member, page),
      ({ place, id }) => ({ at: place, id }),
    );
    return { items: items.map(showConversation), next };
  },
});

export const save = forMembers({
  summary: 'Keep what you have written in a conversation and not sent; the last one wins',
  params,
  body: Type.Object({ body: Type.String(), caret: Type.Integer({ minimum: 0, maximum: 1_000_000 }) }),
  answer: Draft,
  handle: ({ member, params, body }) => messages.saveDraft(member, params.id, body),
});

export const drop = forMembers({
  summary: 'Forget your draft in a conversation',
  params,
  handle: ({ member, params }) => messages.dropDraft(member, params.id),
});
