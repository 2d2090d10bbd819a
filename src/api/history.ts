import { Type } from 'typebox';
import { readAnswers, readHistory } from '../domain/history/history.ts';
import { showAddress } from '../platform/phone-number.ts';
import { AnswerValue } from './match-shapes.ts';
import { pageQuery, readLimit, readPageById } from './paging.ts';
import { Answering } from './question-content-shapes.ts';
import { forMembers } from './route.ts';
import { Id, MessageStatus, OrNull, Page, Time } from './shapes.ts';

const params = Type.Object({ id: Id });
const Named = Type.Object({ id: Id, name: Type.String() });
const Told = OrNull(Type.Record(Type.String(), Type.Unknown()));

const HistoryItem = Type.Object({
  id: Id,
  kind: Type.Enum(['text', 'note', 'act', 'opt_out', 'answer']),
  at: Time,
  spotId: OrNull(Type.String({ description: 'the text or note in the thread that it is, or after which it happened' })),
  member: OrNull(Named),
  text: Type.Optional(
    Type.Object({
      direction: Type.Enum(['inbound', 'outbound']),
      body: Type.String({ description: 'its first 500 characters' }),
      status: MessageStatus,
      pictures: Type.Integer(),
    }),
  ),
  note: Type.Optional(Type.Object({ body: Type.String() })),
  act: Type.Optional(
    Type.Object({ kind: Type.String({ description: 'such as person.changed' }), before: Told, after: Told }),
  ),
  optOut: Type.Optional(
    Type.Object({
      kind: Type.String(),
      how: Type.String(),
      words: OrNull(Type.String()),
      addressShown: Type.String(),
    }),
  ),
  answer: Type.Optional(
    Type.Object({
      question: Named,
      roundId: Id,
      value: AnswerValue,
      answering: Answering,
      isLate: Type.Boolean(),
      words: OrNull(Type.String()),
    }),
  ),
});

export const read = forMembers({
  summary: 'What happened with a person, the newest first: texts, answers, notes, opt-outs, groups, what members did',
  params,
  query: Type.Object({
    ...pageQuery,
    kind: Type.Optional(Type.Enum(['texts', 'answers', 'notes', 'opt_outs', 'groups', 'acts'])),
  }),
  answer: Page(HistoryItem),
  handle: async ({ member, params, query }) => {
    const { items, next } = await readPageById(
      query,
      ({ after, limit }) => readHistory(member, params.id, { kind: query.kind ?? null, before: after, limit }),
      ({ id }) => id,
    );
    return { items: items.map(show), next };
  },
});

export const answers = forMembers({
  summary: 'The last rounds in which a person was asked, and how long they usually take to answer',
  params,
  query: Type.Object({ limit: pageQuery.limit }),
  answer: Type.Object({
    rounds: Type.Array(
      Type.Object({
        askId: Id,
        roundId: Id,
        question: Named,
        date: Type.String({ description: 'the local date of the round' }),
        state: Type.Enum(['waiting', 'asked', 'answered', 'unclear', 'closed', 'skipped']),
        value: OrNull(AnswerValue),
        answering: Answering,
        isLate: Type.Boolean(),
      }),
    ),
    usual: OrNull(
      Type.Object({
        minutes: Type.Integer({ description: 'the median from asked to answered' }),
        of: Type.Integer({ description: 'of how many answers, 50 at most' }),
      }),
    ),
  }),
  handle: ({ member, params, query }) => readAnswers(member, params.id, readLimit(query.limit)),
});

function show({ kind, what, ...item }: Awaited<ReturnType<typeof readHistory>>[number]) {
  switch (kind) {
    case 'text':
      return { ...item, kind, text: what };
    case 'note':
      return { ...item, kind, note: what };
    case 'act':
      return { ...item, kind, act: what };
    case 'opt_out': {
      const { address, ...optOut } = what;
      return { ...item, kind, optOut: { ...optOut, addressShown: showAddress(address) } };
    }
    case 'answer':
      return { ...item, kind, answer: what };
  }
}
