import { Type } from 'typebox';
import { Id, OrNull } from './shapes.ts';

const count = Type.Integer({ minimum: 0 });
const Counts = Type.Object(
  { delivered: count, sent: count, failed: count, unknown: count, waiting: count, canceled: count },
  { description: '`sent`: the company has it, and there is no receipt' },
);
const speed = Type.Integer({ description: 'a place in `speedBounds`: less than these seconds; -1 is not known' });
const day = Type.String({ description: "such as 2026-11-27, in the team's zone" });

export const Insights = Type.Object(
  {
    timeZone: Type.String(),
    isComplete: Type.Boolean({ description: 'false while older texts are still being counted' }),
    total: Counts,
    days: Type.Array(Type.Object({ day, counts: Counts })),
    hours: Type.Array(Type.Object({ hour: Type.Integer(), counts: Counts })),
    reasons: Type.Array(
      Type.Object({ message: Type.String(), advice: Type.String(), code: Type.String(), texts: count }),
    ),
    speeds: Type.Array(Type.Object({ speed, texts: count })),
    speedBounds: Type.Array(Type.Integer({ description: 'seconds' })),
    half: OrNull(speed),
    nineOfTen: OrNull(speed),
    lines: Type.Array(
      Type.Object({
        id: Id,
        label: Type.String(),
        counts: Counts,
        segments: Type.Integer({ description: 'of those that were delivered or sent' }),
        cost: OrNull(Type.Object({ amount: Type.Number(), currency: Type.String() })),
      }),
    ),
  },
  { $id: 'Insights' },
);
