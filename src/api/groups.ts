import { Type } from 'typebox';
import { listGroups } from '../domain/people/people.ts';
import { forMembers } from './route.ts';
import { Id, Page } from './shapes.ts';

export const list = forMembers({
  summary: 'The groups, by name, with how many people are in each',
  answer: Page(Type.Object({ id: Id, name: Type.String(), people: Type.Integer() })),
  handle: async ({ member }) => ({ items: await listGroups(member), next: null }),
});
