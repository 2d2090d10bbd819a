import { Type } from 'typebox';
import { Id, OrNull, Time } from './shapes.ts';

export const VirtualPhone = Type.Object(
  {
    number: Type.String(),
    numberShown: Type.String(),
    name: Type.String(),
    personId: OrNull(Id),
    conversationId: OrNull(Id),
    temperament: Type.String(),
    behaviour: Type.Record(Type.String(), Type.Unknown()),
  },
  { $id: 'VirtualPhone' },
);

export const ScreenText = Type.Object(
  {
    sid: Type.String(),
    direction: Type.Enum(['inbound', 'outbound'], { description: 'as the phone sees it: inbound came to it' }),
    from: Type.String(),
    to: Type.String(),
    body: Type.String(),
    pictures: Type.Array(Type.String({ description: 'where each is' })),
    at: Time,
  },
  { $id: 'ScreenText' },
);
