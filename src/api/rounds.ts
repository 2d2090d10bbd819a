import { Type } from 'typebox';
import * as questions from '../domain/questions/questions.ts';
import { pageQuery, readPageById } from './paging.ts';
import { AskState, Board, BoardAsk, Sheet } from './question-shapes.ts';
import { forMembers } from './route.ts';
import { Id, Page } from './shapes.ts';

const params = Type.Object({ id: Id });

export const board = forMembers({
  summary: 'One round at a glance: what was asked, how many are where, and how many gave which answer',
  params,
  answer: Board,
  handle: ({ member, params }) => questions.readBoard(member, params.id),
});

export const askNow = forMembers({
  summary: 'Ask a question now, beside its schedule: everybody at once, and once a day',
  params,
  answer: Type.Object({ id: Id }),
  status: 201,
  handle: async ({ member, params }) => ({ id: await questions.askNow(member, params.id) }),
});

export const asks = forMembers({
  summary: 'The people of a round, each with where they stand and what they said',
  params,
  query: Type.Object({ ...pageQuery, state: Type.Optional(AskState), personId: Type.Optional(Id) }),
  answer: Page(BoardAsk),
  handle: ({ member, params, query: { state, personId = null, ...query } }) =>
    readPageById(
      query,
      (page) => questions.readAsks(member, params.id, { states: state ? [state] : null, personId, ...page }),
      ({ id }) => id,
    ),
});

export const sheet = forMembers({
  summary: 'The whole grid of a question in little: everybody, and the newest rounds',
  params,
  query: Type.Object({
    rounds: Type.Optional(Type.String({ pattern: '^\\d{1,6}$', description: '1 to 60; 52 if left out' })),
    step: Type.Optional(
      Type.String({ pattern: '^\\d{1,2}$', description: 'of several questions which; 0 if left out' }),
    ),
  }),
  answer: Sheet,
  handle: ({ member, params, query }) =>
    questions.readSheet(member, params.id, {
      rounds: Math.min(Math.max(Number(query.rounds ?? 52), 1), 60),
      step: Number(query.step ?? 0),
    }),
});
