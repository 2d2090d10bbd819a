import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openCarrierDesk } from '../support/carrier-desk.ts';
import { cast } from '../support/cast.ts';
import { carrierToken, inboundText, post } from '../support/twilio-posts.ts';
import { openWorld } from '../support/world.ts';

test('only the carrier that runs here can speak over the practice line', async () => {
  const world = await openWorld();
  await world.office.signsUp();
  await world.office.meets('Ana');
  const [line] = (await world.office.must('GET', '/api/v1/lines')).items;
  const text = inboundText(cast.Ana, 'Not from the carrier');
  assert.equal(await post(line.webhooks.inbound, text, { token: carrierToken }), 403);
  const carrier = openCarrierDesk(line.settings.baseUrl, line.number);
  assert.equal(await carrier.phone('Ana').texts('From the carrier'), 204);
  await world.office.shouldSee('Ana', ['them: From the carrier']);
  await world.office.texts('Ana', 'Heard');
  await carrier.phone('Ana').shouldHear('Heard');
  await world.office.shouldSeeStatus('Ana', 'delivered');
});
