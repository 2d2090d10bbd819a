import { Type } from 'typebox';
import * as people from '../domain/people/people.ts';
import { counting } from './counting.ts';
import { PeopleFilter } from './people-filter-shapes.ts';
import { forMembers } from './route.ts';
import { Id, OrNull, Page } from './shapes.ts';

const name = Type.String({ maxLength: 1000 });
const rule = OrNull(PeopleFilter);
const params = Type.Object({ id: Id });
const Some = Type.Object({
  count: Type.Integer(),
  people: Type.Array(Type.Object({ id: Id, name: Type.String() }), { description: 'the first 100, by name' }),
});

export const list = forMembers({
  summary: 'The groups, by name',
  query: Type.Object({
    counts: Type.Optional(Type.Enum(['true'], { description: 'with how many people are in each; takes its time' })),
  }),
  answer: Page(
    Type.Object({
      id: Id,
      name: Type.String(),
      people: OrNull(
        Type.Integer({ description: `${people.mostCounted} may be more; null unless they are to be counted` }),
      ),
      rule: OrNull(
        Type.Unsafe<people.Filter>({ ...PeopleFilter, description: 'null: people are put into it by hand' }),
      ),
    }),
  ),
  handle: async ({ member, query }) => ({
    items: await (query.counts === 'true'
      ? counting(() => people.listGroups(member, true))
      : people.listGroups(member)),
    next: null,
  }),
});

export const add = forMembers({
  summary: 'Make a group: of those who fit a rule, or of those who will be put into it',
  body: Type.Object({ name, rule: Type.Optional(rule) }),
  answer: Type.Object({ id: Id }),
  status: 201,
  handle: async ({ member, body }) => ({
    id: await people.addGroup(member, { name: body.name, rule: body.rule ?? null }),
  }),
});

export const change = forMembers({
  summary: 'Call a group otherwise, or change its rule',
  params,
  body: Type.Object({ name: Type.Optional(name), rule: Type.Optional(PeopleFilter) }),
  handle: ({ member, params, body }) => people.changeGroup(member, params.id, body),
});

export const remove = forMembers({
  summary: 'Delete a group that no question and no other group needs; its people stay',
  params,
  handle: ({ member, params }) => people.removeGroup(member, params.id),
});

export const preview = forMembers({
  summary: 'Who would come into a group and who would leave it, if it had this rule',
  body: Type.Object({ groupId: OrNull(Id), rule: PeopleFilter }),
  answer: Type.Object({ people: Type.Integer(), comesIn: Some, leaves: Some }),
  handle: ({ member, body }) => counting(() => people.previewRule(member, body.groupId, body.rule)),
});
