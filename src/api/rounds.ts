import { Type } from 'typebox';
import * as questions from '../domain/questions/questions.ts';
import { isId } from '../platform/ids.ts';
import { cutPage, pageQuery, readCursor, readLimit } from './paging.ts';
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
  handle: async ({ member, params, query }) => {
    const limit = readLimit(query.limit);
    const after = readCursor(query.after, { id: isId });
    const found = await questions.readAsks(member, params.id, {
      states: query.state ? [query.state] : null,
      personId: query.personId ?? null,
      after: after?.id ?? null,
      limit: limit + 1,
    });
    const { rows, next } = cutPage(found, limit, ({ id }) => ({ id }));
    return { items: rows, next };
  },
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
