import { Type } from 'typebox';
import * as conversations from '../domain/conversations/conversations.ts';
import { readKey } from './idempotency-key.ts';
import { forMembers } from './route.ts';
import { Id, OrNull } from './shapes.ts';
import { Note } from './timeline-shapes.ts';

const params = Type.Object({ id: Id });

const form = {
  body: Type.String({ description: '1 to 4,000 characters, plain' }),
  mentions: Type.Array(Id, {
    description: 'members of the team; the conversation is marked for them until they see it',
  }),
};

export const write = forMembers({
  summary:
    'Write a note beside a conversation, for colleagues alone. The same Idempotency-Key with the same words is the same note',
  params,
  body: Type.Object({ body: form.body, mentions: Type.Optional(form.mentions) }),
  answer: Note,
  status: 201,
  handle: async ({ member, params, body: { body, mentions = [] }, request }) =>
    conversations.writeNote(member, params.id, { body, mentions }, readKey(request.headers['idempotency-key'])),
});

const actId = OrNull(Type.String({ format: 'uuid', description: 'what takes it back' }));

export const change = forMembers({
  summary: 'Change a note of your own; what is left out stays',
  params,
  body: Type.Partial(Type.Object(form)),
  answer: Type.Object({ ...Note.properties, actId }),
  handle: ({ member, params, body }) => conversations.editNote(member, params.id, body),
});

export const remove = forMembers({
  summary: 'Delete a note: the author may, and whoever manages the team',
  params,
  answer: Type.Object({ actId }),
  handle: async ({ member, params }) => ({ actId: await conversations.deleteNote(member, params.id) }),
});
