import { Type } from 'typebox';
import { AnswerValue, Day, TimeOfDay } from './match-shapes.ts';
import { Id, OrNull, Time } from './shapes.ts';

const mostSteps = 20;

export const StepAt = Type.Integer({
  minimum: 0,
  maximum: mostSteps - 1,
  description: 'of several questions which; the first is 0, also if left out',
});

const weekday = Type.Enum([1, 2, 3, 4, 5, 6, 7], { description: '1 is Monday' });
const every = Type.Integer({ minimum: 1, maximum: 366 });
const choiceId = Type.String({ minLength: 1, maxLength: 50 });
const label = Type.String({ maxLength: 200 });

const choices = Type.Array(Type.Object({ id: choiceId, label }), { maxItems: 30 });

export const Answering = Type.Union([
  Type.Object({ kind: Type.Literal('yes_no') }),
  Type.Object({ kind: Type.Enum(['choice', 'choices']), choices }),
  Type.Object({
    kind: Type.Literal('number'),
    unit: Type.Optional(Type.String({ maxLength: 30 })),
    min: Type.Optional(Type.Number()),
    max: Type.Optional(Type.Number()),
    isWhole: Type.Optional(Type.Boolean()),
  }),
  Type.Object({ kind: Type.Literal('scale'), min: Type.Integer(), max: Type.Integer() }),
  Type.Object({
    kind: Type.Literal('time'),
    earliest: Type.Optional(TimeOfDay),
    latest: Type.Optional(TimeOfDay),
  }),
  Type.Object({ kind: Type.Literal('date'), earliest: Type.Optional(Day), latest: Type.Optional(Day) }),
  Type.Object({ kind: Type.Literal('text') }),
  Type.Object({ kind: Type.Literal('photo') }),
]);

const Condition = Type.Union([
  Type.Object({ ids: Type.Array(choiceId, { maxItems: 30 }) }),
  Type.Object({ atLeast: Type.Optional(Type.Number()), atMost: Type.Optional(Type.Number()) }),
]);

const Schedule = Type.Object({
  repeat: Type.Union([
    Type.Object({ every: Type.Literal('once') }),
    Type.Object({ every: Type.Literal('days'), n: every }),
    Type.Object({
      every: Type.Literal('weeks'),
      n: every,
      weekdays: Type.Array(weekday, { minItems: 1, maxItems: 7, uniqueItems: true }),
    }),
    Type.Object({
      every: Type.Literal('months'),
      n: every,
      on: Type.Union([
        Type.Object({ day: Type.Integer({ minimum: 1, maximum: 31 }) }),
        Type.Object({ weekday, nth: Type.Enum([1, 2, 3, 4, 5, -1]) }),
      ]),
    }),
  ]),
  startsOn: Day,
  endsOn: Type.Optional(Day),
  at: TimeOfDay,
  zone: Type.String({ maxLength: 100, description: '`person`: on everybody’s own clock; or an IANA zone' }),
  skipDates: Type.Array(Day, { maxItems: 400 }),
});

const minutes = Type.Integer({ minimum: 1, maximum: 60 * 24 * 60 });

const Closing = Type.Union([
  Type.Object({ afterMinutes: minutes }),
  Type.Object({ daysLater: Type.Integer({ minimum: 0, maximum: 60 }), at: TimeOfDay }),
  Type.Object({ weekday, at: TimeOfDay }),
]);

const words = Type.String({ minLength: 1, maxLength: 1600 });

const Rule = Type.Object({
  when: Type.Union([
    Type.Object({ step: StepAt, answer: Condition }),
    Type.Literal('unclear'),
    Type.Object({ silentForMinutes: minutes }),
  ]),
  act: Type.Union([
    Type.Object({ kind: Type.Literal('assign'), memberId: Id }),
    Type.Object({ kind: Type.Literal('alert'), memberIds: Type.Array(Id, { minItems: 1, maxItems: 50 }) }),
    Type.Object({ kind: Type.Literal('group'), name: Type.String({ minLength: 1, maxLength: 100 }) }),
    Type.Object({ kind: Type.Literal('text'), words }),
  ]),
});

export const QuestionContent = Type.Object(
  {
    language: Type.Enum(['en', 'es'], { description: 'in which it speaks for itself' }),
    steps: Type.Array(
      Type.Object({
        words: Type.String({ maxLength: 1600, description: 'may hold fields, such as {first name}' }),
        answering: Answering,
        branches: Type.Optional(
          Type.Array(
            Type.Object({ when: Condition, goTo: Type.Union([Type.Integer({ minimum: 0 }), Type.Literal('end')]) }),
            { maxItems: 30, description: 'where to go on, by the first that holds; else with the next' },
          ),
        ),
      }),
      { minItems: 1, maxItems: mostSteps },
    ),
    schedule: Schedule,
    audience: Type.Object({
      groupIds: Type.Array(Id, { maxItems: 100 }),
      personIds: Type.Array(Id, { maxItems: 1000 }),
    }),
    closing: Closing,
    nudges: Type.Optional(
      Type.Object({
        afterMinutes: minutes,
        most: Type.Integer({ minimum: 1, maximum: 10 }),
        words: Type.Array(words, { minItems: 1, maxItems: 10 }),
        quiet: Type.Optional(Type.Object({ from: TimeOfDay, until: TimeOfDay })),
      }),
    ),
    overlap: Type.Enum(['tag', 'wait'], { description: 'while somebody has another question open' }),
    mostReasked: Type.Enum([0, 1, 2]),
    thanks: Type.Optional(words),
    quota: Type.Optional(
      Type.Object(
        { id: choiceId, places: Type.Integer({ minimum: 1, maximum: 100_000 }), filled: words },
        { description: 'so many who give one answer to the first step; the others hear `filled`' },
      ),
    ),
    rules: Type.Array(Rule, { maxItems: 30 }),
  },
  { $id: 'QuestionContent' },
);

export const KeptAnswer = Type.Object(
  {
    value: AnswerValue,
    words: OrNull(Type.String({ description: 'as they wrote it' })),
    messageId: OrNull(Id),
    setBy: OrNull(Type.String({ format: 'uuid', description: 'the member who set it by hand' })),
    isLate: Type.Boolean(),
    at: Time,
  },
  { $id: 'KeptAnswer' },
);
