import { Type } from 'typebox';
import { Id, OrNull, Time } from './shapes.ts';

const Named = OrNull(Type.Object({ id: Id, name: Type.String() }));
const OnLine = OrNull(Type.Object({ id: Id, label: Type.String() }));
const Whom = OrNull(
  Type.Object({ id: Id, name: Type.String(), conversationId: Id }, { description: 'who has this number now' }),
);
const ofAddress = { address: Type.String(), shown: Type.String({ description: 'the same, spaced for reading' }) };

export const ConsentRecord = Type.Object(
  {
    id: Id,
    ...ofAddress,
    kind: Type.Enum(['opted_out', 'came_back', 'ended', 'consented', 'seemed_to_ask', 'not_meant', 'too_many']),
    how: Type.Enum(['texted', 'provider', 'member', 'imported', 'form', 'paper', 'spoken']),
    words: OrNull(Type.String({ description: "what they texted, the provider's code, or why a member did it" })),
    wording: OrNull(Type.String({ description: 'what they agreed to, as it was shown to them' })),
    evidence: OrNull(Type.String()),
    line: OnLine,
    member: Named,
    happenedAt: Time,
    recordedAt: Time,
  },
  { $id: 'ConsentRecord' },
);

export const OptedOut = Type.Object(
  {
    id: Id,
    ...ofAddress,
    person: Whom,
    optedOutAt: Time,
    how: Type.Enum(['texted', 'provider', 'member', 'imported']),
    words: OrNull(Type.String()),
    line: OnLine,
    member: OrNull(
      Type.Object({ id: Id, name: Type.String() }, { description: 'who did it, and may end it; null: they did' }),
    ),
  },
  { $id: 'OptedOut' },
);

export const StopRequest = Type.Object(
  {
    id: Id,
    ...ofAddress,
    person: Whom,
    words: Type.String({ description: 'empty once the person who wrote them is removed' }),
    askedAt: Time,
    answerBy: Type.String({ format: 'date-time', description: 'ten business days after they asked' }),
    line: OnLine,
  },
  { $id: 'StopRequest' },
);
