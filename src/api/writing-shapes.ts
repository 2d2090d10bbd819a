import { Type } from 'typebox';
import { Id, Time } from './shapes.ts';

export const SavedReply = Type.Object(
  {
    id: Id,
    name: Type.String(),
    body: Type.String({ description: 'may hold fields, such as {first name}' }),
    changedBy: Type.String({ description: 'the name of the member who changed it last' }),
    changedAt: Time,
    version: Type.Integer({ description: 'another with each change' }),
  },
  { $id: 'SavedReply' },
);
