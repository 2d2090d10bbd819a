import { Type } from 'typebox';
import * as messages from '../domain/messages/messages.ts';
import { forMembers } from './route.ts';
import { Id, Page, VersionRead } from './shapes.ts';
import { SavedReply } from './writing-shapes.ts';

const params = Type.Object({ id: Id });

export const list = forMembers({
  summary: 'The texts that the team has saved, by name; all in one page',
  answer: Page(SavedReply),
  handle: async ({ member }) => ({ items: await messages.listSavedReplies(member), next: null }),
});

export const add = forMembers({
  summary: 'Save a text for the team',
  body: Type.Object({ name: Type.String(), body: Type.String() }),
  answer: SavedReply,
  status: 201,
  handle: ({ member, body }) => messages.addSavedReply(member, body),
});

export const read = forMembers({
  summary: 'One saved text',
  params,
  answer: SavedReply,
  handle: ({ member, params }) => messages.findSavedReply(member, params.id),
});

export const change = forMembers({
  summary: 'Change a saved text; what is left out stays',
  params,
  body: Type.Object({
    name: Type.Optional(Type.String()),
    body: Type.Optional(Type.String()),
    version: VersionRead,
  }),
  answer: SavedReply,
  handle: ({ member, params, body: { version, ...changed } }) =>
    messages.changeSavedReply(member, params.id, changed, version),
});

export const remove = forMembers({
  summary: 'Remove a saved text',
  params,
  handle: ({ member, params }) => messages.removeSavedReply(member, params.id),
});
