import { Type } from 'typebox';
import * as questions from '../domain/questions/questions.ts';
import { isId } from '../platform/ids.ts';
import { Day } from './match-shapes.ts';
import { readCursor, readLimit, writeCursor } from './paging.ts';
import { Answering, QuestionContent, StepAt } from './question-content-shapes.ts';
import { AnswerReading, GridRow, QuestionPlan } from './question-shapes.ts';
import { forMembers } from './route.ts';
import { Id, OrNull } from './shapes.ts';

export const plan = forMembers({
  summary:
    'When a question that is not saved yet would be asked next, for each zone of its people; refused as saving it',
  body: Type.Object({
    name: Type.String(),
    content: QuestionContent,
    questionId: Type.Optional(Type.String({ format: 'uuid', description: 'the question that is being changed' })),
  }),
  answer: QuestionPlan,
  handle: ({ member, body: { questionId, ...question } }) =>
    questions.lookAhead(member, question as questions.NewQuestion, questionId ?? null),
});

export const tryReply = forMembers({
  summary: 'What a reply would count as, and why: read by what reads the real ones',
  body: Type.Object({
    answering: Answering,
    language: Type.Enum(['en', 'es']),
    body: Type.String({ maxLength: 5000 }),
    pictures: Type.Optional(Type.Integer({ minimum: 0, maximum: 50 })),
    questionId: Type.Optional(Id),
    step: Type.Optional(StepAt),
  }),
  answer: AnswerReading,
  handle: ({ member, body }) =>
    questions.tryReply(member, {
      ...body,
      pictures: body.pictures ?? 0,
      questionId: body.questionId ?? null,
      step: body.step ?? 0,
    }),
});

export const grid = forMembers({
  summary: 'People down, rounds across: a window of both. The newest rounds, unless `before` names a date',
  params: Type.Object({ id: Id }),
  query: Type.Object({
    before: Type.Optional(Day),
    rounds: Type.Optional(Type.String({ pattern: '^\\d{1,6}$', description: '1 to 60; 12 if left out' })),
    after: Type.Optional(Type.String({ maxLength: 1000, description: '`next` of the page before' })),
    limit: Type.Optional(Type.String({ pattern: '^\\d{1,6}$', description: 'people: 1 to 200; 50 if left out' })),
  }),
  answer: Type.Object({
    rounds: Type.Array(Type.Object({ id: Id, date: Day, state: Type.String() })),
    items: Type.Array(GridRow),
    next: OrNull(Type.String()),
  }),
  handle: async ({ member, params, query }) => {
    const people = readLimit(query.limit);
    const after = readCursor(query.after, { name: () => true, id: isId });
    const rounds = Math.min(Math.max(Number(query.rounds ?? 12), 1), 60);
    const window = { before: query.before ?? null, rounds, after, people: people + 1 };
    const found = await questions.readGrid(member, params.id, window);
    const items = found.rows.slice(0, people);
    const last = found.rows.length > people ? items.at(-1)?.person : undefined;
    return { rounds: found.rounds, items, next: last ? writeCursor({ name: last.name, id: last.id }) : null };
  },
});
