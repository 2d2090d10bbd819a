import { Type } from 'typebox';
import * as conversations from '../domain/conversations/conversations.ts';
import { isId } from '../platform/ids.ts';
import { cutPage, isTimeOfRow, pageQuery, readCursor, readLimit } from './paging.ts';
import { showPerson } from './people.ts';
import { forMembers } from './route.ts';
import { Conversation, Id, Page } from './shapes.ts';

const params = Type.Object({ id: Id });
const View = Type.Enum(['waiting', 'mine', 'unassigned', 'failed', 'all', 'done']);

export const list = forMembers({
  summary: 'A view of the inbox: waiting by who has waited longest, all others newest first',
  query: Type.Object({ ...pageQuery, view: Type.Optional(View) }),
  answer: Page(Conversation),
  handle: async ({ member, query }) => {
    const view = query.view ?? 'all';
    const limit = readLimit(query.limit);
    const after = readCursor(query.after, { at: isTimeOfRow, id: isId });
    const found = await conversations.list(member, { view, after, limit: limit + 1 });
    const { rows, next } = cutPage(found, limit, ({ id, place }) => ({
      at: view === 'waiting' ? place.waiting : place.newest,
      id,
    }));
    return { items: rows.map(showConversation), next };
  },
});

export const counts = forMembers({
  summary: 'How many conversations each view holds',
  answer: Type.Object({
    waiting: Type.Integer(),
    mine: Type.Integer(),
    unassigned: Type.Integer(),
    failed: Type.Integer(),
    all: Type.Integer(),
    done: Type.Integer(),
  }),
  handle: ({ member }) => conversations.countViews(member),
});

export const read = forMembers({
  summary: 'One conversation',
  params,
  answer: Conversation,
  handle: async ({ member, params }) => showConversation(await conversations.find(member, params.id)),
});

export const markRead = forMembers({
  summary: 'Mark a conversation as read by this member, up to a message',
  params,
  body: Type.Object({ messageId: Id }),
  handle: ({ member, params, body }) => conversations.markRead(member, params.id, body.messageId),
});

export const close = forMembers({
  summary: 'Close a conversation; it opens by itself when the person writes',
  params,
  answer: Conversation,
  status: 201,
  handle: async ({ member, params }) => showConversation(await conversations.close(member, params.id)),
});

export const reopen = forMembers({
  summary: 'Open a closed conversation',
  params,
  answer: Conversation,
  handle: async ({ member, params }) => showConversation(await conversations.reopen(member, params.id)),
});

function showConversation({ place: _, personId: __, ...conversation }: conversations.Conversation) {
  return { ...conversation, person: showPerson(conversation.person) };
}
