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
  return {
    ...town,
    provider,
    members,
    /** From now on everything must work again within ten seconds; answers after how many it did. */
    async isWellAgain(): Promise<number> {
      const startedAt = performance.now();
      const live = await until('a page', () => town.office.listens().catch(() => null));
      const sid = newSid();
      assert.ok(await provider.delivers({ sid, from: numberOf(1), body: `Are you there? ${sid}` }, 1));
      await live.hears('the text', ({ data }) => data?.message?.body === `Are you there? ${sid}`);
      await members.writes(person.conversationId, { key: sid, to: numberOf(0), body: `We are, ${sid}` }, 10_000);
      await until('a text to leave', async () => (await town.log()).some(({ body }) => body === `We are, ${sid}`));
      live.close();
      return performance.now() - startedAt;
    },
    async shouldHoldAll() {
      isOver = true;
      await Promise.all(load);
      await settle(town, 30_000);
      const counts = [await inboundBooks(town, provider), await outboundBooks(town, members), await countTown(town)];
      assert.deepEqual(counts.flat().filter(isWrong), []);
    },
  };
}
