import { Type } from 'typebox';
import { Id } from './shapes.ts';

const words = Type.String({ maxLength: 2000 });
const days = Type.Integer({ minimum: 1, maximum: 3650 });
const closed = { additionalProperties: false };

const Condition = Type.Union([
  Type.Object(
    { kind: Type.Literal('words'), contains: Type.String({ maxLength: 200, description: 'in the name or a number' }) },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal('field'),
      fieldId: Id,
      is: Type.Enum(['is', 'is_not', 'contains', 'empty', 'filled', 'less', 'more', 'before', 'after']),
      value: Type.Optional(words),
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal('group'), groupId: Id, isIn: Type.Boolean() }, closed),
  Type.Object(
    {
      kind: Type.Literal('answer'),
      questionId: Id,
      step: Type.Optional(Type.Integer({ minimum: 0, maximum: 50 })),
      is: Type.Enum(['answered', 'not_answered', 'said']),
      said: Type.Optional(words),
      days: Type.Optional({ ...days, description: 'left out: in the last round' }),
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal('opted_out'), is: Type.Boolean() }, closed),
  Type.Object(
    {
      kind: Type.Literal('heard'),
      is: Type.Enum(['within', 'not_within', 'never']),
      days: Type.Optional(days),
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal('texted'), is: Type.Boolean() }, closed),
]);

const match = Type.Enum(['all', 'any']);
const most = { maxItems: 30 };

/** Who fits: all or any of the conditions, of which some may stand together. */
export const PeopleFilter = Type.Object(
  {
    match,
    conditions: Type.Array(
      Type.Union([Condition, Type.Object({ match, conditions: Type.Array(Condition, most) }, closed)]),
      most,
    ),
  },
  { $id: 'PeopleFilter', ...closed },
);
