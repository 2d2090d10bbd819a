import { Type } from 'typebox';
import * as questions from '../domain/questions/questions.ts';
import { readKey } from './idempotency-key.ts';
import { isDay, pageQuery, readPage } from './paging.ts';
import { QuestionContent } from './question-content-shapes.ts';
import { ListedRound, Question } from './question-shapes.ts';
import { forMembers } from './route.ts';
import { Id, Page, VersionRead } from './shapes.ts';

const params = Type.Object({ id: Id });
const name = Type.String({ description: '1 to 100 characters' });

export const list = forMembers({
  summary: 'The questions of the team, the oldest first; all in one page',
  query: Type.Object({
    archived: Type.Optional(Type.Enum(['true', 'false'], { description: 'true: those that were put away' })),
  }),
  answer: Page(Question),
  handle: async ({ member, query }) => ({
    items: await questions.list(member, { isArchived: query.archived === 'true' }),
    next: null,
  }),
});

export const add = forMembers({
  summary: 'Save a question; it is asked when its time comes. The same Idempotency-Key is the same question',
  body: Type.Object({ name, content: QuestionContent }),
  answer: Question,
  status: 201,
  handle: async ({ member, body, request }) =>
    questions.add(member, body as questions.NewQuestion, readKey(request.headers['idempotency-key'])),
});

export const read = forMembers({
  summary: 'One question, as it is asked from now on',
  params,
  answer: Question,
  handle: ({ member, params }) => questions.find(member, params.id),
});

export const change = forMembers({
  summary: 'Word or plan a question anew, from its next round on; what is left out stays',
  params,
  body: Type.Object({ name: Type.Optional(name), content: Type.Optional(QuestionContent), version: VersionRead }),
  answer: Question,
  handle: ({ member, params, body: { version, ...changed } }) =>
    questions.change(member, params.id, changed as Partial<questions.NewQuestion>, version),
});

export const pause = forMembers({
  summary: 'Have a question rest: nobody is asked or reminded. Once more changes nothing',
  params,
  answer: Question,
  handle: ({ member, params }) => questions.pause(member, params.id),
});

export const resume = forMembers({
  summary: 'Go on with a question',
  params,
  answer: Question,
  handle: ({ member, params }) => questions.resume(member, params.id),
});

export const archive = forMembers({
  summary: 'Put a question away: what is open is closed, and its answers stay',
  params,
  answer: Question,
  handle: ({ member, params }) => questions.archive(member, params.id),
});

export const restore = forMembers({
  summary: 'Bring a question back',
  params,
  answer: Question,
  handle: ({ member, params }) => questions.restore(member, params.id),
});

export const rounds = forMembers({
  summary: 'The rounds of a question, the newest first',
  params,
  query: Type.Object(pageQuery),
  answer: Page(ListedRound),
  handle: ({ member, params, query }) =>
    readPage(
      query,
      { date: isDay },
      ({ after, limit }) => questions.listRounds(member, params.id, { before: after?.date ?? null, limit }),
      ({ date }) => ({ date }),
    ),
});
