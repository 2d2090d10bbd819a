import { Type } from 'typebox';
import { Id, Line, OrNull, Time } from './shapes.ts';

const count = Type.Integer({ minimum: 0 });

export const Delivery = Type.Object(
  {
    at: Time,
    lastLeftAt: OrNull(Type.String({ format: 'date-time', description: 'when a company last took a text from us' })),
    noneLeftOf: OrNull(
      Type.Integer({
        description: 'without lastLeftAt: of so many tries, the newest, none was taken; null when none ever was',
      }),
    ),
    mostCounted: Type.Integer({
      description: 'a count that reaches this may be more; waiting and later have two lanes',
    }),
    abroad: Type.Array(Type.String(), {
      description: 'countries to which no text to a new number leaves before the next hour, though some wait',
    }),
    money: OrNull(
      Type.Object(
        { spent: Type.Number(), cap: Type.Number(), currency: Type.String() },
        { description: 'this month, once four fifths of what it may cost are spent; at all of it nothing leaves' },
      ),
    ),
    lines: Type.Array(
      Type.Object({
        ...Type.Pick(Line, [
          'id',
          'label',
          'number',
          'numberShown',
          'isPractice',
          'pausedAt',
          'pausedReason',
          'segmentsPerSecond',
          'restsUntil',
          'restsReason',
        ]).properties,
        pausedBy: OrNull(Type.String({ description: 'the name of who paused it by hand' })),
        waiting: count,
        later: count,
        waitingSince: OrNull(Time),
        underWay: count,
      }),
    ),
    unknown: Type.Object({
      looking: count,
      no_trace: count,
      several_traces: count,
      cannot_look: count,
      items: Type.Array(
        Type.Object({
          messageId: Id,
          conversationId: Id,
          name: Type.String(),
          words: Type.String(),
          since: Time,
          company: OrNull(Type.String({ description: 'null on the practice line, whose company is a pretend one' })),
          doubt: OrNull(Type.Enum(['no_trace', 'several_traces', 'cannot_look'])),
          lookingUntil: OrNull(Time),
        }),
        { description: 'the first 100; a doubt that is not null is for a person to decide' },
      ),
    }),
    parked: Type.Object({
      count,
      items: Type.Array(Type.Object({ id: Id, lineId: Id, receivedAt: Time, fault: Type.String() })),
    }),
    failures: Type.Array(
      Type.Object({ code: Type.String(), message: Type.String(), advice: Type.String(), count, lastAt: Time }),
      { description: 'of the last 24 hours, by reason' },
    ),
  },
  { $id: 'Delivery' },
);
