import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser } from '../support/browser.ts';
import { computedMs } from '../support/own-time.ts';
import { inboundText, post } from '../support/twilio-posts.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana']);
const { office, line, phone } = world;
const { inbound } = line.webhooks;

/** Nobody else is served meanwhile, so it must not take long. */
async function soon<T>(work: Promise<T>): Promise<T> {
  const ms = await computedMs(() => work);
  assert.ok(ms < 300, `It took ${Math.round(ms)} ms.`);
  return work;
}

/** A body of that size that is wrong in each of its many parts. */
const wrong = (bytes: number) =>
  `{"name":7,"phones":[${Array(Math.floor(bytes / 2))
    .fill('7')
    .join(',')}]}`;

test('what somebody unknown sends is not even read', async () => {
  const { status, text } = await soon(openBrowser(world.url).ask('POST', '/api/v1/people', wrong(1_000_000)));
  assert.deepEqual([status, text.length < 500], [401, true]);
});

test('a body with a hundred thousand faults is refused soon, with the first of them', async () => {
  const { status, text, body } = await soon(office.ask('POST', '/api/v1/people', wrong(200_000)));
  assert.deepEqual([status, text.length < 2000], [422, true]);
  assert.equal(Object.keys(body.fields).length, 20);
});

test('a body of more than 256 kilobytes is refused', async () => {
  const body = JSON.stringify({ body: 'x'.repeat(256 * 1024) });
  for (const path of [`/api/v1/conversations/${office.conversationWith('Ana')}/messages`, '/api/auth/sign-in/email']) {
    const answer = await soon(office.ask('POST', path, body));
    assert.deepEqual([answer.status, answer.body.code], [413, 'too_large']);
    assert.match(answer.body.message, /256 kilobytes/);
  }
});

test('a webhook that is too large or has too many fields is refused at once, signed or not', async () => {
  const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, '']));
  const text = () => inboundText(phone('Ana').number, 'Hello');
  const cases: [what: string, form: Record<string, string>, wanted: number][] = [
    ['30,000 fields', many(30_000), 403],
    ['600 fields', { ...text(), ...many(600) }, 403],
    ['a field of 300 KB', { ...text(), Body: 'x'.repeat(300_000) }, 413],
    ['a name of 300 KB', { ...text(), ['x'.repeat(300_000)]: '' }, 413],
  ];
  for (const [what, form, wanted] of cases) assert.equal(await soon(post(inbound, form)), wanted, what);
  assert.deepEqual(await office.messages('Ana'), []);
});

test('a long text with many ampersands is taken when it is signed', async () => {
  const body = 'a & b '.repeat(10_000);
  assert.equal(await post(inbound, inboundText(phone('Ana').number, body)), 204);
  assert.ok((await office.messages('Ana')).at(-1)?.body === body);
});
