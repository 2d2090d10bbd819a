import { Type } from 'typebox';
import { Id, Message, OrNull, Time } from './shapes.ts';

const Named = Type.Object({ id: Id, name: Type.String() });

export const Note = Type.Object(
  {
    id: Id,
    conversationId: Id,
    member: Named,
    body: Type.String(),
    mentions: Type.Array(Named),
    createdAt: Time,
    editedAt: OrNull(Time),
  },
  { $id: 'Note', description: 'what colleagues say to each other; nobody else ever gets it' },
);

export const TimelineAct = Type.Object(
  {
    id: Id,
    kind: Type.Enum(['closed', 'reopened', 'assigned', 'snoozed', 'unsnoozed', 'note_deleted']),
    member: Named,
    happenedAt: Time,
    assignee: Type.Optional(OrNull(Named)),
    until: Type.Optional(Time),
  },
  { $id: 'TimelineAct' },
);

export const TimelineItem = Type.Object(
  {
    kind: Type.Enum(['message', 'note', 'act']),
    id: Id,
    message: Type.Optional(Message),
    note: Type.Optional(Note),
    act: Type.Optional(TimelineAct),
  },
  { $id: 'TimelineItem', description: 'has what its kind says' },
);
