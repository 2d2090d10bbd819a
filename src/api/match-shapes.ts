import { Type } from 'typebox';

export const Day = Type.String({ format: 'date', description: 'such as 2026-11-27, without a zone' });
export const TimeOfDay = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', description: 'such as 16:00' });

const id = Type.String({ format: 'uuid' });
const choiceId = Type.String({ minLength: 1, maxLength: 50 });

export const AnswerValue = Type.Union(
  [
    Type.Object({ kind: Type.Literal('choice'), ids: Type.Array(choiceId, { minItems: 1, maxItems: 30 }) }),
    Type.Object({ kind: Type.Literal('number'), number: Type.Number() }),
    Type.Object({ kind: Type.Literal('time'), time: TimeOfDay }),
    Type.Object({ kind: Type.Literal('date'), date: Day }),
    Type.Object({ kind: Type.Literal('text'), text: Type.String({ maxLength: 5000 }) }),
    Type.Object({ kind: Type.Literal('photo') }),
  ],
  { description: 'yes and no are the ids of a yes-or-no question' },
);

const namedAsk = { askId: id, roundId: id, questionId: id, name: Type.String(), date: Day };

const OfQuestion = Type.Object(
  { ...namedAsk, part: Type.Enum(['question', 'nudge', 'again', 'thanks', 'filled', 'rule']) },
  { description: 'the question for which it was sent, and as what' },
);

export const Reading = Type.Object(
  { code: Type.String(), wrote: Type.Optional(Type.String()), meant: Type.Optional(Type.String()) },
  { additionalProperties: true, description: 'why the words were read as they were, with what it rests on' },
);

const ReplyMatch = Type.Object(
  {
    outcome: Type.Enum(['answer', 'asked_again', 'needs_look', 'chat']),
    // What messages know of questions is not what questions know: the shapes say more than the types.
    reason: Type.Unsafe<string>(
      Type.Enum([
        'only_open',
        'only_fitting',
        'tag',
        'quoted',
        'correction',
        'late',
        'several_open',
        'several_fit',
        'colleague_wrote',
        'not_understood',
        'about_another_text',
        'by_hand',
      ]),
    ),
    reading: Type.Unsafe<unknown>(Type.Union([Reading, Type.Null()])),
    value: Type.Unsafe<unknown>(
      Type.Union([AnswerValue, Type.Null()], { description: 'what was read from it, and counts' }),
    ),
    isLate: Type.Boolean(),
    ask: Type.Union([Type.Object(namedAsk), Type.Null()]),
    offered: Type.Array(Type.Object(namedAsk), { description: 'to which it may belong, when nobody can say' }),
    by: Type.Union([Type.Object({ id, name: Type.String() }), Type.Null()], { description: 'who moved it by hand' }),
    isSettled: Type.Boolean({ description: 'nobody needs to look at it any more' }),
  },
  { description: 'what it was taken for by the questions that were open, and why' },
);

/** What a message has to do with questions; most have nothing. */
export const ofQuestions = { question: Type.Optional(OfQuestion), match: Type.Optional(ReplyMatch) };
