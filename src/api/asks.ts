import { Type } from 'typebox';
import * as messages from '../domain/messages/messages.ts';
import * as questions from '../domain/questions/questions.ts';
import { AnswerValue } from './match-shapes.ts';
import { pageQuery, readPageById } from './paging.ts';
import { StepAt } from './question-content-shapes.ts';
import { BoardAsk, UnclearReply } from './question-shapes.ts';
import { forMembers } from './route.ts';
import { Id, Message, OrNull, Page } from './shapes.ts';

const params = Type.Object({ id: Id });
const step = Type.Optional(StepAt);

export const answer = forMembers({
  summary: 'Set an answer by hand: it counts until there is a newer one. Null says that there is none',
  params,
  body: Type.Object({ step, value: OrNull(AnswerValue) }),
  answer: BoardAsk,
  handle: async ({ member, params, body }) => {
    await questions.setAnswer(member, params.id, body);
    return questions.readAsk(member, params.id);
  },
});

export const undo = forMembers({
  summary: 'Take back the answer that was set by hand last; the one before it counts again',
  params,
  answer: BoardAsk,
  handle: async ({ member, params }) => {
    await questions.undoAnswer(member, params.id);
    return questions.readAsk(member, params.id);
  },
});

export const move = forMembers({
  summary: 'Say to which ask a text belongs, and what it means when the words do not say it; null is to none',
  params,
  body: Type.Object({ askId: OrNull(Id), step, value: Type.Optional(AnswerValue) }),
  answer: Message,
  handle: async ({ member, params, body }) => {
    await questions.moveReply(member, params.id, body);
    return messages.find(member, params.id);
  },
});

export const unclear = forMembers({
  summary: 'The texts for which somebody has to say what they mean, or to what they belong, the oldest first',
  query: Type.Object({ ...pageQuery, questionId: Type.Optional(Id) }),
  answer: Page(UnclearReply),
  handle: ({ member, query }) =>
    readPageById(
      query,
      (page) => questions.listUnclear(member, { questionId: query.questionId ?? null, ...page }),
      ({ id }) => id,
    ),
});
