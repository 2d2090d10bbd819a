import { Type } from 'typebox';
import * as merges from '../domain/merges/merges.ts';
import { find } from '../domain/people/people.ts';
import { showAddress } from '../platform/phone-number.ts';
import { showPerson } from './people.ts';
import { forMembers } from './route.ts';
import { Id, OrNull, Person, Time } from './shapes.ts';

const params = Type.Object({ id: Id });
const Merge = Type.Object({ id: Type.String({ format: 'uuid', description: 'what undoes it' }), person: Person });

export const preview = forMembers({
  summary: 'What merging somebody into this person would do',
  params,
  query: Type.Object({ otherId: Id }),
  answer: Type.Object({
    kept: Person,
    other: Person,
    differences: Type.Array(
      Type.Object({
        what: Type.Enum(['name', 'phone', 'timeZone', 'field']),
        key: OrNull(Type.String({ description: 'the name of a field' })),
        kept: Type.String(),
        other: Type.String(),
      }),
      { description: 'what both have, and not the same; what only one has is had by both together' },
    ),
    counts: Type.Object({
      texts: Type.Integer(),
      notes: Type.Integer(),
      answers: Type.Integer(),
      waiting: Type.Integer({ description: 'texts that wait to leave' }),
    }),
    askedBoth: Type.Integer({ description: 'rounds in which both were asked: the one who answered counts' }),
  }),
  handle: async ({ member, params, query }) => {
    const { kept, other, ...rest } = await merges.preview(member, params.id, query.otherId);
    return { kept: showPerson(kept), other: showPerson(other), ...rest };
  },
});

export const merge = forMembers({
  summary:
    'Merge somebody into this person: texts, answers, notes, groups and numbers; opt-outs stay with their numbers',
  params,
  body: Type.Object({
    otherId: Id,
    take: Type.Optional(
      Type.Object(
        {
          name: Type.Optional(Type.Boolean()),
          timeZone: Type.Optional(Type.Boolean()),
          phone: Type.Optional(Type.Boolean({ description: 'their first number is the one that we text' })),
          fields: Type.Optional(Type.Array(Type.String({ maxLength: 100 }), { maxItems: 100 })),
        },
        { description: 'what counts of the other although both have it' },
      ),
    ),
  }),
  answer: Merge,
  status: 201,
  handle: async ({ member, params, body }) => {
    const id = await merges.merge(member, params.id, body.otherId, body.take);
    return { id, person: showPerson(await find(member, params.id)) };
  },
});

export const list = forMembers({
  summary: 'Who was merged into this person, the last one first',
  params,
  answer: Type.Object({
    items: Type.Array(
      Type.Object({
        id: Id,
        name: Type.String(),
        phonesShown: Type.Array(Type.String()),
        mergedAt: Time,
        mergedBy: Type.Object({ id: Id, name: Type.String() }),
        isLast: Type.Boolean({ description: 'the one that can be undone' }),
      }),
    ),
  }),
  handle: async ({ member, params }) => {
    const { id } = await find(member, params.id);
    const items = await merges.listMerged(member, id);
    return { items: items.map(({ phones, ...one }) => ({ ...one, phonesShown: phones.map(showAddress) })) };
  },
});

export const undo = forMembers({
  summary: 'Undo a merge: both are as they were, and what came since goes where its number is',
  params,
  answer: Person,
  handle: async ({ member, params }) => showPerson(await find(member, await merges.unmerge(member, params.id))),
});
