import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Provider } from '../../src/providers/provider.ts';
import { cloneDatabase } from '../support/database.ts';
import { inboundText, post } from '../support/twilio-posts.ts';
import { until } from '../support/until.ts';
import { openWay } from '../support/way.ts';
import { openOfficeHours } from '../support/world.ts';

type World = Awaited<ReturnType<typeof openOfficeHours>>;

/** Has the reader stumble over a field that it does not know, as a fault of ours would, once the signature is right. */
function plantFault({ app }: World): { mend(): void } {
  const providers = app.floor.providers as Map<string, Provider>;
  const twilio = providers.get('twilio') as Provider;
  const mustKnow = (body: Buffer) => {
    if (body.includes('NewField=')) throw new TypeError('a bug');
  };
  providers.set('twilio', {
    ...twilio,
    receive(line, request) {
      const read = twilio.receive(line, request);
      return () => {
        mustKnow(request.body);
        return read();
      };
    },
    read(webhook) {
      mustKnow(webhook.body);
      return twilio.read(webhook);
    },
  });
  return { mend: () => void providers.set('twilio', twilio) };
}

const odd = { NewField: '1' };

test('what the provider sent and we cannot read is kept for somebody, and a forgery of it is not', async () => {
  const world = await openOfficeHours(['Ana'], { mayLogErrors: true });
  const { office, line, phone, query } = world;
  const { inbound } = line.webhooks;
  const { mend } = plantFault(world);
  const text = inboundText(phone('Ana').number, 'Can you read this?', odd);
  const kept = () => query(sql`select fault from webhook_events`);

  assert.equal(await post(inbound, text, { token: 'guessed' }), 403);
  assert.deepEqual(await kept(), []);
  assert.equal(await post(inbound, text), 204);
  assert.equal(await post(inbound, text), 204);
  assert.equal(await post(inbound, inboundText(phone('Ana').number, 'And this?')), 204);
  assert.deepEqual(
    (await kept()).filter(({ fault }) => fault),
    [{ fault: 'a bug' }],
  );

  const { count, items } = (await office.must('GET', '/api/v1/delivery')).parked;
  assert.deepEqual([count, items[0].lineId, items[0].fault], [1, line.id, 'a bug']);
  assert.ok(world.logged.some((each) => /could not be taken in\. It is kept/.test(each)));
  assert.deepEqual(await office.must('POST', '/api/v1/delivery/replays'), { taken: 0, parked: 1 });
  await office.shouldSee('Ana', ['them: And this?']);

  mend();
  assert.deepEqual(await office.must('POST', '/api/v1/delivery/replays'), { taken: 1, parked: 0 });
  await office.shouldSee('Ana', ['them: And this?', 'them: Can you read this?']);
  assert.equal((await office.must('GET', '/api/v1/delivery')).parked.count, 0);
});

test('what we cannot read while the database is away is kept in the journal, and for somebody once it is back', async (t) => {
  const clone = await cloneDatabase();
  const way = await openWay(clone.url);
  const world = await openOfficeHours(['Ana'], { config: { databaseUrl: way.url() }, mayLogErrors: true });
  t.after(() => way.close());
  const { office, line, phone } = world;
  const { mend } = plantFault(world);
  await phone('Ana').texts('Hello');

  way.cut();
  await until('it to be noticed', async () => (await office.ask('GET', '/readyz')).status === 503);
  assert.equal(await post(line.webhooks.inbound, inboundText(phone('Ana').number, 'Can you read this?', odd)), 204);
  assert.equal(await post(line.webhooks.inbound, inboundText(phone('Ana').number, 'And this?')), 204);
  way.open();
  await office.shouldSee('Ana', ['them: Hello', 'them: And this?']);
  const parked = async () => (await office.must('GET', '/api/v1/delivery')).parked;
  await until('it to be parked', async () => (await parked()).count === 1);
  assert.equal((await parked()).items[0].fault, 'a bug');

  mend();
  assert.deepEqual(await office.must('POST', '/api/v1/delivery/replays'), { taken: 1, parked: 0 });
  await office.shouldSee('Ana', ['them: Hello', 'them: And this?', 'them: Can you read this?']);
});
