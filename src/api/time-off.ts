import { Type } from 'typebox';
import * as questions from '../domain/questions/questions.ts';
import { Day } from './match-shapes.ts';
import { forMembers } from './route.ts';
import { Id, Page } from './shapes.ts';

const Holiday = Type.Object({ date: Day, name: Type.String() });

export const holidays = forMembers({
  summary: 'The dates on which the team asks nobody',
  answer: Page(Holiday),
  handle: async ({ member }) => ({ items: await questions.listHolidays(member), next: null }),
});

export const setHolidays = forMembers({
  summary: 'Set the dates on which the team asks nobody, all of them',
  body: Type.Object({ items: Type.Array(Holiday, { maxItems: 400 }) }),
  answer: Page(Holiday),
  handle: async ({ member, body }) => ({ items: await questions.setHolidays(member, body.items), next: null }),
});

const params = Type.Object({ id: Id });

const TimeOff = Type.Object({
  leave: Type.Array(Type.Object({ from: Day, until: Day }), { maxItems: 100, description: 'both days included' }),
  pausedUntil: Type.Optional(Day),
  shifts: Type.Optional(
    Type.Union([
      Type.Object({ weekdays: Type.Array(Type.Enum([1, 2, 3, 4, 5, 6, 7], { description: '1 is Monday' })) }),
      Type.Object({ on: Type.Integer(), off: Type.Integer(), from: Day }),
    ]),
  ),
});

export const read = forMembers({
  summary: 'When a person is not asked: on leave, until a day, on days off',
  params,
  answer: TimeOff,
  handle: ({ member, params }) => questions.readTimeOffOf(member, params.id),
});

export const set = forMembers({
  summary: 'Set when a person is not asked; rounds that have begun stay as they are',
  params,
  body: TimeOff,
  answer: TimeOff,
  handle: ({ member, params, body }) => questions.setTimeOff(member, params.id, body),
});
