import { Type } from 'typebox';
import * as questions from '../domain/questions/questions.ts';
import { AnswerValue } from './match-shapes.ts';
import { StepAt } from './question-content-shapes.ts';
import { forMembers } from './route.ts';
import { Id, OrNull, Page } from './shapes.ts';

const params = Type.Object({ id: Id });
const phrase = Type.String({ description: '1 to 200 characters' });
const Lesson = Type.Object({ step: StepAt, phrase, value: AnswerValue });

const Relearned = Type.Object({
  messageId: Id,
  conversationId: Id,
  askId: Id,
  person: Type.Object({ id: Id, name: Type.String() }),
  words: Type.String(),
  before: OrNull(AnswerValue),
  after: AnswerValue,
});

export const list = forMembers({
  summary: 'What a question has been taught',
  params,
  answer: Page(Lesson),
  handle: async ({ member, params }) => ({ items: await questions.listLessons(member, params.id), next: null }),
});

export const tryOut = forMembers({
  summary: 'Which texts would be understood in another way if a question were taught a phrase; nothing is changed',
  params,
  body: Lesson,
  answer: Page(Relearned),
  handle: async ({ member, params, body }) => ({
    items: await questions.tryLesson(member, params.id, body),
    next: null,
  }),
});

export const teach = forMembers({
  summary:
    'Teach a question what a phrase means, for texts that have come and for those that will; answers what changed',
  params,
  body: Lesson,
  answer: Page(Relearned),
  status: 201,
  handle: async ({ member, params, body }) => ({
    items: await questions.addLesson(member, params.id, body),
    next: null,
  }),
});

export const forget = forMembers({
  summary: 'Have a question forget a phrase; what was understood by it stays',
  params,
  body: Type.Object({ step: StepAt, phrase }),
  handle: ({ member, params, body }) => questions.removeLesson(member, params.id, body),
});
