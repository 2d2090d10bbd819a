import { Type } from 'typebox';
import * as inbound from '../domain/inbound/inbound.ts';
import { reachedAbroad, warning } from '../domain/limits/limits.ts';
import * as messages from '../domain/messages/messages.ts';
import { showAddress } from '../platform/phone-number.ts';
import { Delivery } from './delivery-shapes.ts';
import { forMembers } from './route.ts';
import { Id } from './shapes.ts';

const count = Type.Integer({ minimum: 0 });

export const read = forMembers({
  summary: 'What waits to leave, what may not have left, what did not arrive and what could not be taken in',
  answer: Delivery,
  handle: async ({ member }) => {
    const [lines, { lastLeftAt, noneLeftOf, doubtful, items, failures }, parked, money, abroad] = await Promise.all([
      messages.watchLines(member),
      messages.readTroubles(member),
      inbound.listParked(member),
      warning(member),
      reachedAbroad(member),
    ]);
    const { mostCounted } = messages;
    return {
      at: member.clock.now(),
      lastLeftAt,
      noneLeftOf,
      lines: lines.map((line) => ({ ...line, numberShown: line.number && showAddress(line.number) })),
      unknown: { ...doubtful, items },
      parked,
      failures,
      money,
      abroad,
      mostCounted,
    };
  },
});

export const decide = forMembers({
  summary: 'Decide about several texts of which nobody knows whether they left; those that are clear by now stay',
  body: Type.Object({
    choice: Type.Enum(['send_again', 'leave']),
    messageIds: Type.Array(Id, { minItems: 1, maxItems: 100 }),
  }),
  answer: Type.Object({ decided: count, unchanged: count }),
  handle: async ({ member, body: { messageIds, choice } }) => {
    const decided = await messages.decideAll(member, messageIds, choice);
    return { decided, unchanged: new Set(messageIds).size - decided };
  },
});

export const replay = forMembers({
  summary: 'Take in again what could not be taken in when it came',
  answer: Type.Object({ taken: count, parked: count }),
  handle: ({ member }) => inbound.replayTeam(member),
});
