import { lanes, type Place, veryStart } from './outbox.ts';

/** Texts of one line that the company is being asked to take at the same time; up to twice as many if it stops answering. */
const mostInFlight = 150;

/** Of these, so many may go to many: a reply always finds room at a slow company. */
const mostToMany = 120;

/**
 * What goes to many over all lines of a process, as a line finds it when it begins a claim: those that claim at the same
 * time do not count with each other. When that is reached, each line still has a few.
 */
const mostOfProcess = 400;
const fewestToMany = 8;

/** Texts that were claimed and whose outcome is not written down yet; what a crash leaves in doubt is never more. */
const mostUnderWay = 600;

/** How long what goes to many may go on from its place without looking for what was passed by. */
const placeKeepsMs = 10_000;

/** After this long even what cannot be there is looked for. */
const startKeepsMs = 10 * 60_000;

/**
 * Whatever ends a text wakes the line for those behind it. But one that is written in that very moment sees it under way,
 * and is not seen by its end: for its sake what waits behind another is looked at again after so long.
 */
const againMs = 3000;

/** A line that this process is sending on: kept from one drain of it to the next. */
export interface LineInHand {
  teamId: string;
  /**
   * How many more texts may be taken: of replies, and of what goes to many, which is never more than of replies. A claim
   * costs the same for one as for many: while others are on their way it waits until it is worth it. It takes its time: as
   * large a part of those in flight is taken to be answered meanwhile as was during the last one.
   */
  room(): { replies: number; toMany: number; isWorthClaiming: boolean };
  /** By lane: texts that the company has not answered about. */
  inFlight: number[];
  /** The attempts of this process whose outcome is not written down. */
  underWay: Map<string, Promise<void>>;
  /** Answers when there is room that is worth a claim, or after a while whether any text was done with meanwhile. */
  hasMadeRoom(withinMs: number): Promise<boolean>;
  /** Claims, and sees what part of those in flight is answered meanwhile. */
  whileInFlight<Claim>(claim: () => Promise<Claim>): Promise<Claim>;
  /** The company has answered about a text of a lane, or never will. */
  isAnswered(lane: number): void;
  /** The outcome of an attempt is written down, or nobody will. */
  isDone(attemptId: string): void;
  /** By lane: nothing waits before this. */
  starts: Place[];
  /** By lane: where the next claim goes on. */
  places: Place[];
  /** The line was left because it was full: who makes room wakes it. */
  wakesWhenDone: boolean;
  /** An attempt may be open that is not under way here, or nobody could be woken: the next heartbeat wakes the line. */
  hasLostSight: boolean;
  /** A drain begins. Now and then it is time to look where the lanes start. */
  beginAnew(lookForStarts: (before: Place[]) => Promise<Place[]>): Promise<void>;
  forgetPlaces(): void;
  /** Something is due that waits behind another. An alarm is set, unless one was a moment ago. */
  lookAgain(setAlarm: (afterMs: number) => Promise<void>): Promise<void>;
}

/** The line as it is kept in hand, or newly taken. */
export function lineInHand(lines: Map<string, LineInHand>, teamId: string, lineId: string): LineInHand {
  let lookedAt = Number.NEGATIVE_INFINITY;
  let beganAt = Date.now();
  let againAt = Number.NEGATIVE_INFINITY;
  let onRoom: (() => void) | undefined;
  let answeredPart = 0;
  const tellOfRoom = () => {
    if (onRoom && hand.room().isWorthClaiming) onRoom();
  };
  const hand: LineInHand = lines.get(lineId) ?? {
    teamId,
    room() {
      const staying = (texts: number) => Math.ceil(texts * (1 - answeredPart));
      // However many go to many by now, replies have what is kept for them.
      const kept = mostInFlight - mostToMany - (hand.inFlight[lanes.oneToOne] ?? 0);
      const free = Math.max(mostInFlight - staying(flying(hand)), kept);
      const replies = Math.max(0, Math.min(free, mostUnderWay - hand.underWay.size));
      const others = lines.values().reduce((sum, line) => sum + toMany(line), -toMany(hand));
      const most = Math.min(mostToMany, Math.max(mostOfProcess - others, fewestToMany));
      const left = Math.max(0, Math.min(replies, most - staying(toMany(hand))));
      return { replies, toMany: left, isWorthClaiming: left >= most / 2 };
    },
    inFlight: [0, 0],
    underWay: new Map(),
    starts: [veryStart, veryStart],
    places: [veryStart, veryStart],
    wakesWhenDone: false,
    hasLostSight: false,
    async hasMadeRoom(withinMs) {
      const before = flying(hand) + hand.underWay.size;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, withinMs);
        onRoom = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      onRoom = undefined;
      return flying(hand) + hand.underWay.size < before;
    },
    async whileInFlight(claim) {
      const before = flying(hand);
      const claimed = await claim();
      answeredPart = before === 0 ? 0 : Math.max(0, 1 - flying(hand) / before);
      return claimed;
    },
    isAnswered(lane) {
      hand.inFlight[lane] = (hand.inFlight[lane] ?? 0) - 1;
      tellOfRoom();
    },
    isDone(attemptId) {
      hand.underWay.delete(attemptId);
      tellOfRoom();
    },
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
    async lookAgain(setAlarm) {
      if (Date.now() - againAt < againMs / 2) return;
      await setAlarm(againMs);
      againAt = Date.now();
    },
  };
  lines.set(lineId, hand);
  return hand;
}

const flying = ({ inFlight }: LineInHand) => inFlight.reduce((sum, each) => sum + each, 0);
const toMany = ({ inFlight }: LineInHand) => inFlight[lanes.toMany] ?? 0;
