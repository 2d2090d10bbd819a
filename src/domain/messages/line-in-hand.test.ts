import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type LineInHand, lineInHand } from './line-in-hand.ts';
import { lanes } from './outbox.ts';

const take = () => lineInHand(new Map(), 'a team', 'a line');

let begun = 0;

/** Hands over as many texts to many as there is room for; answers their attempts. */
function handOver(hand: LineInHand): string[] {
  const attempts = Array.from({ length: hand.room().toMany }, () => `attempt ${begun++}`);
  hand.inFlight[lanes.toMany] = (hand.inFlight[lanes.toMany] ?? 0) + attempts.length;
  for (const attempt of attempts) hand.underWay.set(attempt, Promise.resolve());
  return attempts;
}

const answer = (hand: LineInHand, texts: number) => {
  for (let text = 0; text < texts; text++) hand.isAnswered(lanes.toMany);
};

const inFlight = (hand: LineInHand) => hand.inFlight[lanes.toMany] ?? 0;

/** A claim in the time of which the company answers so many. */
const claim = (hand: LineInHand, answered: number) => hand.whileInFlight(async () => answer(hand, answered));

test('a company that answers slowly is never asked for more than it has room for', async () => {
  const hand = take();
  for (let look = 0; look < 10; look++) {
    for (const attempt of handOver(hand)) hand.isDone(attempt);
    assert.equal(inFlight(hand), 120);
    answer(hand, 60);
    await claim(hand, 0);
    assert.equal(hand.room().toMany, 60);
  }
});

test('while a quick company answers all that it has, as much again is claimed', async () => {
  const hand = take();
  handOver(hand);
  assert.equal(hand.room().isWorthClaiming, false);
  await claim(hand, 120);
  handOver(hand);
  assert.deepEqual(hand.room(), { replies: 150, toMany: 120, isWorthClaiming: true });
});

test('a company that stops answering is given what was claimed meanwhile, and then only replies', async () => {
  const hand = take();
  handOver(hand);
  await claim(hand, 120);
  handOver(hand);
  const { toMany } = hand.room();
  await claim(hand, 0);
  hand.inFlight[lanes.toMany] = inFlight(hand) + toMany;
  assert.equal(inFlight(hand), 240);
  assert.deepEqual(hand.room(), { replies: 30, toMany: 0, isWorthClaiming: false });
  await claim(hand, 0);
  hand.inFlight[lanes.oneToOne] = 30;
  assert.deepEqual(hand.room(), { replies: 0, toMany: 0, isWorthClaiming: false });
});

test('however quick the company, no more is claimed than a crash may leave in doubt', async () => {
  const hand = take();
  const attempts = handOver(hand);
  for (let look = 0; look < 10; look++) {
    await claim(hand, inFlight(hand));
    attempts.push(...handOver(hand));
  }
  assert.equal(hand.underWay.size, 600);
  assert.deepEqual(hand.room(), { replies: 0, toMany: 0, isWorthClaiming: false });
  const waiting = hand.hasMadeRoom(60_000);
  for (const attempt of attempts.slice(0, 60)) hand.isDone(attempt);
  // Told as soon as it is worth a claim, and not when the time is over.
  assert.equal(await waiting, true);
  assert.equal(hand.room().toMany, 60);
});
