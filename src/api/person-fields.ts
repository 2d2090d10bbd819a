import { Type } from 'typebox';
import * as people from '../domain/people/people.ts';
import { forMembers } from './route.ts';
import { Id, Page } from './shapes.ts';

const params = Type.Object({ id: Id });
const kind = Type.Enum(['text', 'number', 'date', 'yes_no', 'choice']);
const name = Type.String({ maxLength: 1000 });
const choices = Type.Array(name, { maxItems: 200, description: 'for a choice: what can be chosen' });
const Field = Type.Object({ id: Id, name: Type.String(), kind, choices: Type.Array(Type.String()) });

export const list = forMembers({
  summary: 'The fields that the team keeps of its people, by name',
  answer: Page(Field),
  handle: async ({ member }) => ({ items: await people.listFields(member), next: null }),
});

export const add = forMembers({
  summary: 'Add a field; for owners and managers',
  body: Type.Object({ name, kind, choices: Type.Optional(choices) }),
  answer: Field,
  status: 201,
  handle: ({ member, body }) => people.addField(member, { ...body, choices: body.choices ?? [] }),
});

export const read = forMembers({
  summary: 'How many people have something in a field',
  params,
  answer: Type.Object({ people: Type.Integer() }),
  handle: async ({ member, params }) => ({ people: await people.countFilled(member, params.id) }),
});

export const change = forMembers({
  summary: 'Call a field otherwise, with all people, or make it one of another kind; for owners and managers',
  params,
  body: Type.Object({ name: Type.Optional(name), kind: Type.Optional(kind), choices: Type.Optional(choices) }),
  answer: Field,
  handle: ({ member, params, body }) => people.changeField(member, params.id, body),
});

export const remove = forMembers({
  summary: 'Remove a field with what is in it; `people` says of how many; for owners and managers',
  params,
  body: Type.Object({ people: Type.Integer() }),
  handle: ({ member, params, body }) => people.removeField(member, params.id, body.people),
});
