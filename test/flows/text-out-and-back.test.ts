import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openOfficeHours } from '../support/world.ts';

test('a text goes out and is delivered, and the answer comes back', async () => {
  const { office, phone } = await openOfficeHours(['Ana', 'Ben']);
  const live = await office.listens();

  await office.texts('Ana', 'Can you work on Saturday?');
  await phone('Ana').shouldHear('Can you work on Saturday?');
  await office.shouldSeeStatus('Ana', 'delivered');
  await phone('Ana').texts('Yes, from 8');
  await office.shouldSee('Ana', ['us: Can you work on Saturday?', 'them: Yes, from 8']);
  await office.shouldSee('Ben', []);

  const answer = await live.hears('the answer', ({ data }) => data.message?.body === 'Yes, from 8');
  assert.equal(answer.data.conversationId, office.conversationWith('Ana'));
  await live.hears('the receipt', ({ data }) => data.message?.status === 'delivered');
  live.close();
});
