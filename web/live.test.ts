import assert from 'node:assert/strict';
import { test } from 'node:test';
import { QueryObserver } from '@tanstack/react-query';
import { pageOf } from '../test/support/page-server.ts';
import type { Change } from './live.ts';

const { goLive, makeQueryClient } = await pageOf(
  (_, response) => response.writeHead(404).end(),
  async () => ({ ...(await import('./live.ts')), ...(await import('./queries.ts')) }),
);

/** The server's events, as the test tells them; and a page that is looked at. */
class Events extends EventTarget {
  static newest: Events;
  readyState = 1;
  constructor() {
    super();
    Events.newest = this;
  }
  close() {}
}

test('what is under way when something changes is asked for once more when it has come, and not twice', async (t) => {
  const page = { EventSource: Events, document: new EventTarget(), addEventListener: () => {} };
  for (const [name, value] of Object.entries(page))
    Object.defineProperty(globalThis, name, { value, configurable: true });
  t.mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
  const client = makeQueryClient();
  const stop = goLive(client, () => {});
  t.after(() => {
    stop();
    client.clear();
    for (const name of Object.keys(page)) Reflect.deleteProperty(globalThis, name);
  });
  const answers: PromiseWithResolvers<string>[] = [];
  const queryFn = () => {
    answers.push(Promise.withResolvers());
    return answers.at(-1)!.promise;
  };
  const told = (change: Change) =>
    Events.newest.dispatchEvent(new MessageEvent('change', { data: JSON.stringify(change) }));
  /** All that follows at once has happened; and what waits for a while, too. */
  async function later(ms: number): Promise<void> {
    for (let at = 0; at < 10; at += 1) {
      t.mock.timers.tick(at === 0 ? ms : 0);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  t.after(new QueryObserver(client, { queryKey: ['people'], queryFn }).subscribe(() => {}));
  told({ kind: 'people.changed' });
  await later(0);
  assert.equal(answers.length, 1);
  answers[0]!.resolve('before');
  await later(0);
  assert.equal(answers.length, 2);
  answers[1]!.resolve('after');
  await later(10_000);
  assert.deepEqual([answers.length, client.getQueryData(['people'])], [2, 'after']);
});
