import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openClock, saturday } from '../support/asking.ts';
import { nobody, openBroadcasting } from '../support/broadcasting.ts';
import { openOfficeHours } from '../support/world.ts';

const clock = openClock('2026-11-26T15:00:00Z');
const world = await openOfficeHours(['Dana'], { clock });
const { office, phone } = world;
const { writes, dispatches, shouldBe, personOf, ...broadcasts } = openBroadcasting(world);

test('what answers a question, or comes after one, is no reply to a broadcast; nor is a STOP', async () => {
  const dana = await personOf('Dana');
  const broadcast = async () => {
    const { id } = await writes('The depot is closed', { ...nobody, personIds: [dana.id] });
    await dispatches(id);
    clock.on(1);
    await shouldBe(id, { delivered: 1 }, 'done');
    return id;
  };
  const question = await office.must('POST', '/api/v1/questions', saturday([dana.id]));
  await office.must('POST', `/api/v1/questions/${question.id}/rounds`, {});
  await phone('Dana').shouldHear('Can you drive on Saturday?');
  const first = await broadcast();
  await phone('Dana').texts('yes');
  await phone('Dana').texts('And which depot?');
  await shouldBe(first, { replied: 1 });
  assert.equal((await broadcasts.recipients(first))[0]?.reply.body, 'And which depot?');

  const second = await broadcast();
  await office.must(
    'POST',
    `/api/v1/rounds/${(await office.must('GET', `/api/v1/questions/${question.id}/rounds`)).items[0].id}/texts`,
    {
      body: 'Another one',
      to: { states: ['answered'] },
    },
  );
  const third = await broadcast();
  await phone('Dana').texts('STOP');
  await phone('Dana').texts('START');
  await phone('Dana').texts('Thanks');
  await shouldBe(third, { replied: 1 });
  assert.equal((await broadcasts.recipients(third))[0]?.reply.body, 'Thanks');
  await shouldBe(second, { replied: 0 });
});
