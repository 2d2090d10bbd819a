import { Type } from 'typebox';
import { AnswerValue, Day, Reading } from './match-shapes.ts';
import { Answering, KeptAnswer, QuestionContent } from './question-content-shapes.ts';
import { Id, OrNull, Page, Time } from './shapes.ts';

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
    placesTaken: OrNull(Type.Integer({ description: 'of the places that the quota of the question gives' })),
    medianSeconds: OrNull(Type.Integer({ description: 'from being asked to the answer' })),
  },
  { $id: 'Board' },
);

export const BoardAsk = Type.Object(
  {
    id: Id,
    person: Type.Object({ id: Id, name: Type.String(), timeZone: OrNull(Type.String()) }),
    conversationId: Id,
    state: AskState,
    skippedBecause: OrNull(
      Type.String({
        description:
          'skipped, holiday, no_such_day, paused, on_leave, day_off, opted_out, no_number, no_line, blocked_number, blocked_country, too_late, filled, archived',
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
    place: OrNull(Type.Integer({ description: 'which of the places they have' })),
    unclear: OrNull(Type.Object({ words: Type.String(), at: Time, messageId: Id })),
    messageId: OrNull(Type.String({ format: 'uuid', description: 'the text that asked' })),
    isUndelivered: Type.Boolean({ description: 'nothing that asked or reminded them has arrived, nor will' }),
  },
  { $id: 'BoardAsk' },
);

const OfferedAsk = Type.Object({
  askId: Id,
  roundId: Id,
  questionId: Id,
  name: Type.String(),
  date: Day,
  stepAt: Type.Integer(),
  step: Type.Object({ words: Type.String(), answering: Answering }),
});

export const UnclearReply = Type.Object(
  {
    id: Id,
    messageId: Id,
    conversationId: Id,
    person: Type.Object({ id: Id, name: Type.String() }),
    words: Type.String(),
    cameAt: Time,
    reason: Type.String({ description: 'as in the match of the message' }),
    reading: Type.Unsafe<unknown>(OrNull(Reading)),
    offered: Type.Array(OfferedAsk, { description: 'to which it may belong' }),
  },
  { $id: 'UnclearReply' },
);

export const Sheet = Type.Object(
  {
    rounds: Type.Array(Type.Object({ id: Id, date: Day, state: RoundState, medianSeconds: OrNull(Type.Number()) }), {
      description: 'the newest first',
    }),
    kinds: Type.Array(
      Type.Object({
        state: AskState,
        skippedBecause: OrNull(Type.String()),
        nudged: Type.Integer(),
        value: OrNull(AnswerValue),
        isLate: Type.Boolean(),
        isByHand: Type.Boolean(),
      }),
      { description: 'each kind of cell once' },
    ),
    people: Type.Array(
      Type.Object({
        id: Id,
        name: Type.String(),
        conversationId: Id,
        groupIds: Type.Array(Id),
        cells: Type.Array(OrNull(Type.Integer()), { description: 'for each round its place in `kinds`' }),
      }),
      { description: 'by name' },
    ),
  },
  { $id: 'Sheet' },
);

export const GridRow = Type.Object(
  {
    person: Type.Object({ id: Id, name: Type.String() }),
    conversationId: Id,
    cells: Type.Array(
      Type.Object({
        roundId: Id,
        askId: Id,
        state: AskState,
        skippedBecause: OrNull(Type.String()),
        nudged: Type.Integer(),
        values: Type.Array(OrNull(AnswerValue), { description: 'by step' }),
        isLate: Type.Boolean(),
        isByHand: Type.Boolean(),
      }),
      { description: 'of those rounds only in which the person is' },
    ),
  },
  { $id: 'GridRow' },
);

export const Planned = Type.Object(
  {
    timeZone: Type.String(),
    asks: Type.Array(
      Type.Object({
        date: Day,
        askedAt: Time,
        local: Type.String({ description: 'on the clock of that zone' }),
        offset: Type.String(),
        skipped: Type.Optional(Type.String()),
        marks: Type.Array(Type.String({ description: 'moved, twice, clock_change' })),
        closesAt: Type.Optional(Time),
        nudgesAt: Type.Optional(Type.Array(Time)),
      }),
    ),
  },
  { $id: 'Planned', description: 'the dates ahead in one zone, the team’s own first' },
);

export const QuestionPlan = Type.Object(
  {
    ...Page(Planned).properties,
    overlaps: Type.Array(Type.Object({ questionId: Id, name: Type.String(), date: Day, people: Type.Integer() }), {
      description: 'other questions that are open at the same time, for some of the same people',
    }),
    warnings: Type.Array(
      Type.Object({
        step: Type.Integer(),
        code: Type.String({
          description: 'choice_is_keyword, choice_has_keyword, wording_has_keyword, nearly_alike',
        }),
        keyword: Type.Optional(Type.String({ description: 'stop, start or help' })),
        word: Type.Optional(Type.String()),
        choiceId: Type.Optional(Type.String()),
        otherId: Type.Optional(Type.String()),
      }),
    ),
  },
  { $id: 'QuestionPlan' },
);

export const AnswerReading = Type.Object(
  {
    sureness: Type.Enum(['sure', 'unsure', 'none']),
    value: Type.Optional(AnswerValue),
    offers: Type.Optional(Type.Array(AnswerValue)),
    span: Type.Optional(Type.Object({ start: Type.Integer(), end: Type.Integer() })),
    reason: Type.Unsafe<unknown>(Reading),
  },
  { $id: 'AnswerReading', description: 'as the intake reads it; only `sure` is an answer' },
);
