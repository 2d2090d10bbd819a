import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { openRandom } from '../../support/random.ts';
import { newSid } from '../../support/twilio-posts.ts';
import { until } from '../../support/until.ts';
import { inboundBooks, outboundBooks } from './books.ts';
import { isWrong } from './count.ts';
import { numberOf, openMembers, openProvider } from './senders.ts';
import { countTown, settle } from './settle.ts';
import { openTown } from './town.ts';

/** A town with people who write in both directions until somebody says that it is enough. */
export async function openBusyTown(t: TestContext, { hasCable = false } = {}) {
  let isOver = false;
  const town = await openTown({ webs: 1, workers: 1, hasCable });
  t.after(() => {
    isOver = true;
    return town.close();
  });
  const provider = openProvider(town, openRandom(7));
  const members = openMembers(town);
  const person = await town.office.must('POST', '/api/v1/people', { name: 'Ana', phones: [numberOf(0)] });
  const load = Array.from({ length: 4 }, async (_, lane) => {
    for (let count = 1; !isOver; count++) {
      const words = `${lane} ${count}`;
      await provider.delivers({ sid: newSid(), from: numberOf(lane), body: `In ${words}` }, 1);
      if (lane === 0) {
        const intent = { key: `key-${count}`, to: numberOf(0), body: `Out ${words}` };
        await members.writes(person.conversationId, intent, 60_000);
      }
      await pause(50);
    }
  });
  /** How long it takes (ms) until a new page shows a new text, and an answer leaves. */
  async function takes(mostMs: number): Promise<number> {
    const startedAt = performance.now();
    const live = await until('a page', () => town.office.listens().catch(() => null), mostMs);
    const sid = newSid();
    assert.ok(await provider.delivers({ sid, from: numberOf(1), body: `Are you there? ${sid}` }, 1));
    const body = `Are you there? ${sid}`;
    const told = () => live.heard.some(({ data }) => data?.message?.body === body);
    // A page that is too far behind is told to fetch all that it shows, this text with it.
    const fetched = async () => {
      const [change] = await town.database.query(
        'select number from events where message_id = (select id from messages where body = $1)',
        [body],
      );
      return change && live.heard.some(({ event, id }) => event === 'refetch' && id && id >= change.number);
    };
    await until('the text on the page', async () => told() || (await fetched()), mostMs);
    await members.writes(person.conversationId, { key: sid, to: numberOf(0), body: `We are, ${sid}` }, mostMs);
    const left = async () => (await town.log()).some(({ body }) => body === `We are, ${sid}`);
    await until('a text to leave', left, mostMs);
    live.close();
    return performance.now() - startedAt;
  }
  await until('some load', () => provider.acknowledged.length > 10);
  const usualMs = await takes(60_000);
  return {
    ...town,
    provider,
    members,
    /** From now on everything must work again within ten seconds, or more if this machine is slow when all is well. */
    async shouldBeWellAgain() {
      const tookMs = await takes(60_000);
      // Others may have become busy since it was well before.
      const wellMs = Math.max(usualMs, await takes(60_000));
      const mostMs = 10_000 + 10 * wellMs;
      assert.ok(tookMs < mostMs, `well again after ${tookMs} ms, not ${mostMs}; all being well it took ${wellMs} ms`);
      t.diagnostic(`well again after ${Math.round(tookMs)} ms; all being well it took ${Math.round(wellMs)} ms`);
    },
    async shouldHoldAll() {
      isOver = true;
      await Promise.all(load);
      await settle(town, 60_000);
      const counts = [await inboundBooks(town, provider), await outboundBooks(town, members), await countTown(town)];
      assert.deepEqual(counts.flat().filter(isWrong), []);
    },
  };
}
