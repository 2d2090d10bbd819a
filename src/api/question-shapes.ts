import { Type } from 'typebox';
import { AnswerValue, Day, KeptAnswer, QuestionContent } from './question-content-shapes.ts';
import { Id, OrNull, Time } from './shapes.ts';

export const Question = Type.Object(
  {
    id: Id,
    version: Type.Integer(),
    name: Type.String(),
    content: QuestionContent,
    nextDate: OrNull(Day),
    nextOpensAt: OrNull(Type.String({ format: 'date-time', description: 'in the earliest of its people’s zones' })),
    pausedAt: OrNull(Time),
    archivedAt: OrNull(Time),
    createdAt: Time,
  },
  { $id: 'Question' },
);

const count = Type.Integer();
export const AskState = Type.Enum(['waiting', 'asked', 'answered', 'unclear', 'closed', 'skipped']);

const Counts = Type.Object({
  waiting: count,
  asked: count,
  answered: count,
  unclear: count,
  closed: count,
  skipped: count,
});

const RoundState = Type.Enum(['filling', 'open', 'closed']);

export const ListedRound = Type.Object(
  {
    id: Id,
    questionId: Id,
    version: Type.Integer(),
    date: Day,
    state: RoundState,
    openedAt: Time,
    closedAt: OrNull(Time),
    counts: Counts,
  },
  { $id: 'ListedRound' },
);

export const Board = Type.Object(
  {
    round: Type.Object({
      id: Id,
      questionId: Id,
      version: Type.Integer(),
      name: Type.String(),
      content: QuestionContent,
      date: Day,
      state: RoundState,
      openedAt: Time,
      closedAt: OrNull(Time),
      isPaused: Type.Boolean(),
      isArchived: Type.Boolean(),
    }),
    counts: Counts,
    tallies: Type.Array(Type.Object({ step: Type.Integer(), value: AnswerValue, count, late: count }), {
      description: 'how many gave which answer; free words are left out',
    }),
    medianSeconds: OrNull(Type.Integer({ description: 'from being asked to the answer' })),
  },
  { $id: 'Board' },
);

export const BoardAsk = Type.Object(
  {
    id: Id,
    person: Type.Object({ id: Id, name: Type.String() }),
    conversationId: Id,
    state: AskState,
    skippedBecause: OrNull(
      Type.String({
        description:
          'skipped, holiday, no_such_day, paused, on_leave, day_off, opted_out, no_number, no_line, too_late, archived',
      }),
    ),
    step: Type.Integer(),
    tag: OrNull(Type.String()),
    dueAt: Time,
    askedAt: OrNull(Time),
    closesAt: Time,
    answeredAt: OrNull(Time),
    nudged: Type.Integer(),
    nextNudgeAt: OrNull(Time),
    answers: Type.Array(OrNull(KeptAnswer), { description: 'by step' }),
    unclearWords: OrNull(Type.String()),
    messageId: OrNull(Type.String({ format: 'uuid', description: 'the text that asked' })),
  },
  { $id: 'BoardAsk' },
);
