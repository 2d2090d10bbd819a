import type { Place } from './claim.ts';
import { lanes } from './outbox.ts';

/** Texts of one line that are being handed over at the same time. */
const mostInFlight = 100;

/** Of these, so many may go to many: a reply always finds room at a slow company. */
const mostToMany = 80;

/** With room for so many, texts are claimed while others are still on their way. */
export const worthClaiming = mostToMany / 2;

/** How long what goes to many may go on from its place without looking for what has come in behind it. */
const placeKeepsMs = 10_000;

/** A line that this process is sending on: kept from one drain of it to the next. */
export interface LineInHand {
  teamId: string;
  /** The attempts that this process is making now. */
  underWay: Map<string, { lane: number; done: Promise<void> }>;
  /** Where each lane was left off; null is its beginning. */
  places: (Place | null)[];
  /** The line was left because it was full: who makes room wakes it. */
  wakesWhenDone: boolean;
  /** An attempt may be open that is not under way here. */
  hasLostSight: boolean;
  /** A drain begins: replies are looked for from their beginning, and now and then what goes to many. */
  beginAnew(): void;
  forgetPlaces(): void;
}

/** The line as it is kept in hand, or newly taken. */
export function lineInHand(lines: Map<string, LineInHand>, teamId: string, lineId: string): LineInHand {
  let keptSince = 0;
  const hand: LineInHand = lines.get(lineId) ?? {
    teamId,
    underWay: new Map(),
    places: [],
    wakesWhenDone: false,
    hasLostSight: false,
    beginAnew() {
      if (Date.now() - keptSince < placeKeepsMs) hand.places[lanes.oneToOne] = null;
      else hand.forgetPlaces();
    },
    forgetPlaces() {
      keptSince = Date.now();
      hand.places = [];
    },
  };
  lines.set(lineId, hand);
  return hand;
}

/** How many more texts may be taken: of replies, and of what goes to many, which is never more than of replies. */
export function roomOf({ underWay }: LineInHand): { replies: number; toMany: number } {
  const toMany = [...underWay.values()].filter(({ lane }) => lane === lanes.toMany).length;
  const replies = Math.max(0, mostInFlight - underWay.size);
  return { replies, toMany: Math.max(0, Math.min(replies, mostToMany - toMany)) };
}
