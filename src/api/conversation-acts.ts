import { Type } from 'typebox';
import * as conversations from '../domain/conversations/conversations.ts';
import type { Member } from '../domain/teams/teams.ts';
import { invalid } from '../platform/errors.ts';
import { showConversation } from './listed-row.ts';
import { forMembers } from './route.ts';
import { Conversation, Id, OrNull, Time } from './shapes.ts';
import { readTimeAhead } from './time-ahead.ts';

const params = Type.Object({ id: Id });

const ActedOn = Type.Object({
  ...Conversation.properties,
  actId: OrNull(Type.String({ format: 'uuid', description: 'what takes it back; null when it was so already' })),
});

const seen = Type.Optional(
  Type.Record(Type.String(), OrNull(Id), {
    description:
      'by conversation, its `lastInboundId` as the page shows it: what they have written since is neither done nor put off',
  }),
);

async function act(member: Member, id: string, wanted: conversations.Change) {
  const { actId } = await conversations.change(member, [id], wanted);
  return { ...showConversation(await conversations.find(member, id)), actId };
}

export const close = forMembers({
  summary: 'Close a conversation: done, and nobody waits; it opens by itself when the person writes',
  params,
  answer: ActedOn,
  status: 201,
  handle: ({ member, params }) => act(member, params.id, { act: 'done' }),
});

export const reopen = forMembers({
  summary: 'Open a closed conversation',
  params,
  answer: ActedOn,
  handle: ({ member, params }) => act(member, params.id, { act: 'reopen' }),
});

export const snooze = forMembers({
  summary: 'Hide a conversation from those that wait, until then or until the person writes; then it waits again',
  params,
  body: Type.Object({ until: Time }),
  answer: ActedOn,
  handle: ({ member, params, body }) =>
    act(member, params.id, { act: 'snooze', until: readTimeAhead('until', body.until, member.clock.now()) }),
});

export const unsnooze = forMembers({
  summary: 'Show a conversation again that was put off; whoever waited waits on',
  params,
  answer: ActedOn,
  handle: ({ member, params }) => act(member, params.id, { act: 'unsnooze' }),
});

export const assign = forMembers({
  summary: 'Give a conversation to a member, or to nobody',
  params,
  body: Type.Object({ memberId: OrNull(Id) }),
  answer: ActedOn,
  handle: ({ member, params, body }) => act(member, params.id, { act: 'assign', memberId: body.memberId }),
});

export const markUnread = forMembers({
  summary: 'Mark a conversation as unread for this member, until they open it on purpose',
  params,
  answer: ActedOn,
  handle: async ({ member, params }) => {
    const { actId } = await conversations.markUnread(member, [params.id]);
    return { ...showConversation(await conversations.find(member, params.id)), actId };
  },
});

export const unmarkUnread = forMembers({
  summary: 'Take that mark away',
  params,
  answer: ActedOn,
  handle: async ({ member, params }) => {
    await conversations.unmarkUnread(member, params.id);
    return { ...showConversation(await conversations.find(member, params.id)), actId: null };
  },
});

export const actOnMany = forMembers({
  summary: 'Do the same with many conversations: all of them, or none. It is one act, and taken back as one',
  body: Type.Object({
    ids: Type.Array(Id, { minItems: 1, maxItems: 500 }),
    act: Type.Enum(['done', 'reopen', 'assign', 'snooze', 'unsnooze', 'read', 'unread']),
    memberId: Type.Optional(OrNull(Id)),
    until: Type.Optional(Time),
    seen,
  }),
  answer: Type.Object({
    actId: OrNull(Type.String({ format: 'uuid', description: 'what takes all of it back; null when nothing changed' })),
    changed: Type.Integer(),
    left: Type.Integer({ description: 'left as they are, because they have written since' }),
  }),
  handle: async ({ member, body }) => {
    const { ids, act, seen } = body;
    if (act === 'read') return { ...(await conversations.readAll(member, ids)), left: 0 };
    if (act === 'unread') return { ...(await conversations.markUnread(member, ids)), left: 0 };
    if (act === 'assign') {
      if (body.memberId === undefined) throw invalid({ memberId: 'Say to whom, or null for nobody.' });
      return conversations.change(member, ids, { act, memberId: body.memberId });
    }
    if (act === 'snooze') {
      if (body.until === undefined) throw invalid({ until: 'Say until when.' });
      const until = readTimeAhead('until', body.until, member.clock.now());
      return conversations.change(member, ids, { act, until }, seen);
    }
    return conversations.change(member, ids, { act }, seen);
  },
});

export const undo = forMembers({
  summary: 'Take back what this member did in the last ten minutes, where nobody has changed it since',
  params,
  answer: Type.Object({
    undone: Type.Integer(),
    left: Type.Integer({ description: 'not taken back, because something has changed there since' }),
  }),
  handle: ({ member, params }) => conversations.undo(member, params.id),
});
