import { lanes, type Place, veryStart } from './outbox.ts';

/** Texts of one line that are being handed over at the same time. */
const mostInFlight = 100;

/** Of these, so many may go to many: a reply always finds room at a slow company. */
const mostToMany = 80;

/** With room for so many, texts are claimed while others are still on their way. */
export const worthClaiming = mostToMany / 2;

/** How long what goes to many may go on from its place without looking for what was passed by. */
const placeKeepsMs = 10_000;

/** After this long even what cannot be there is looked for. */
const startKeepsMs = 10 * 60_000;

/** A line that this process is sending on: kept from one drain of it to the next. */
export interface LineInHand {
  teamId: string;
  /** The attempts that this process is making now. */
  underWay: Map<string, { lane: number; done: Promise<void> }>;
  /** By lane: nothing waits before this. */
  starts: Place[];
  /** By lane: where the next claim goes on. */
  places: Place[];
  /** The line was left because it was full: who makes room wakes it. */
  wakesWhenDone: boolean;
  /** An attempt may be open that is not under way here. */
  hasLostSight: boolean;
  /** A drain begins. Now and then it is time to look where the lanes start. */
  beginAnew(lookForStarts: (before: Place[]) => Promise<Place[]>): Promise<void>;
  forgetPlaces(): void;
}

/** The line as it is kept in hand, or newly taken. */
export function lineInHand(lines: Map<string, LineInHand>, teamId: string, lineId: string): LineInHand {
  let lookedAt = Number.NEGATIVE_INFINITY;
  let beganAt = Date.now();
  const hand: LineInHand = lines.get(lineId) ?? {
    teamId,
    underWay: new Map(),
    starts: [veryStart, veryStart],
    places: [veryStart, veryStart],
    wakesWhenDone: false,
    hasLostSight: false,
    async beginAnew(lookForStarts) {
      const now = Date.now();
      hand.places[lanes.oneToOne] = hand.starts[lanes.oneToOne] as Place;
      if (now - lookedAt < placeKeepsMs) return;
      lookedAt = now;
      if (now - beganAt > startKeepsMs) {
        beganAt = now;
        hand.starts = [veryStart, veryStart];
      }
      hand.starts = await lookForStarts(hand.starts);
      hand.forgetPlaces();
    },
    forgetPlaces() {
      hand.places = [...hand.starts];
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
