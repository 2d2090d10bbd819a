import { Type } from 'typebox';
import { actKinds } from '../domain/teams/teams.ts';
import { Id, OrNull, Time } from './shapes.ts';

export const Role = Type.Enum(['owner', 'manager', 'member']);

const Named = Type.Object({ id: Id, name: Type.String() });

export const Member = Type.Object(
  {
    id: Id,
    name: Type.String(),
    email: Type.String(),
    role: Role,
    joinedAt: Time,
    deactivatedAt: OrNull(Time),
    isYou: Type.Boolean(),
  },
  { $id: 'Member' },
);

export const Invitation = Type.Object(
  {
    id: Id,
    role: Role,
    email: OrNull(Type.String({ description: 'whom it is meant for; anybody who has the link can use it' })),
    createdBy: Named,
    createdAt: Time,
    expiresAt: Time,
    usedAt: OrNull(Time),
    url: Type.Optional(Type.String({ description: 'the link, with its secret; only in the answer to its making' })),
  },
  { $id: 'Invitation' },
);

export const OpenInvitation = Type.Object(
  { teamName: Type.String(), role: Role, email: OrNull(Type.String()), invitedBy: Type.String(), expiresAt: Time },
  { $id: 'OpenInvitation' },
);

export const Session = Type.Object(
  {
    id: Id,
    startedAt: Time,
    lastUsedAt: Type.String({ format: 'date-time', description: 'to the day' }),
    address: OrNull(Type.String()),
    userAgent: OrNull(Type.String()),
    isThis: Type.Boolean({ description: 'whether it is the one that asks' }),
  },
  { $id: 'Session' },
);

const what = Type.Record(Type.String(), Type.Unknown());

export const Act = Type.Object(
  {
    id: Id,
    kind: Type.Enum([...actKinds], { description: 'what and how' }),
    /** Null: an operator, at the command line. */
    member: OrNull(Named),
    happenedAt: Time,
    undoneAt: OrNull(Time),
    count: Type.Integer({ description: 'how many were done as one' }),
    conversationId: OrNull(Id),
    person: OrNull(Named),
    colleague: OrNull(Named),
    about: OrNull(Type.String({ description: 'the question or broadcast it was done to, by its name' })),
    before: OrNull(what),
    after: OrNull(what),
  },
  { $id: 'Act' },
);
