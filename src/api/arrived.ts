import { Type } from 'typebox';
import { countArrived } from '../domain/messages/messages.ts';
import { forMembers } from './route.ts';
import { Id, OrNull, Time } from './shapes.ts';

export const read = forMembers({
  summary: 'How texts to the person of a conversation fare',
  params: Type.Object({ id: Id }),
  answer: Type.Object({
    sent: Type.Integer({ description: 'texts that left; for the newest of them a receipt may still come' }),
    delivered: Type.Integer(),
    lastFailure: OrNull(Type.Object({ at: Time, messageId: Id })),
  }),
  handle: ({ member, params }) => countArrived(member, params.id),
});
