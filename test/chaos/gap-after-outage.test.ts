import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Name } from '../support/cast.ts';
import { startProgram } from '../support/program.ts';
import { openProxy } from '../support/proxy.ts';
import { openTown } from '../support/town.ts';
import { until } from '../support/until.ts';

test('what could be kept nowhere while the database was away is fetched when it is back, in the company’s order', async (t) => {
  const town = await openTown(t);
  const { host, port } = Object.fromEntries(new URL(town.settings.DATABASE_URL.replace('@/', '@x/')).searchParams);
  let isThere = true;
  const proxy = await openProxy(() => (isThere ? [{ path: `${host}/.s.PGSQL.${port}` }] : []));
  t.after(() => proxy.close());
  const [, user, name] = /^postgresql:\/\/(\w+)@\/(\w+)/.exec(town.settings.DATABASE_URL)!;
  const program = startProgram({
    ...town.settings,
    DATABASE_URL: `postgresql://${user}@127.0.0.1:${proxy.port}/${name}?sslmode=disable`,
  });
  await town.opensOffice(await program.isReady());
  const { carrier } = town;
  assert.equal(await carrier.phone('Ana').texts('Before'), 204);

  const journal = join(town.settings.HEARBACK_DATA, 'journal');
  rmSync(journal, { recursive: true });
  writeFileSync(journal, '');
  isThere = false;
  proxy.cut();
  const texts: [Name, string][] = [
    ['Ana', 'One'],
    ['Ben', 'STOP'],
    ['Ana', 'Two'],
  ];
  for (const [who, body] of texts) assert.equal(await carrier.phone(who).texts(body), 503);
  // Longer than a lease: a worker that was cut off for less is back before anybody could have taken over.
  await pause(17_000);
  isThere = true;
  const inbound = () => town.query(`select body from messages where direction = 'inbound' order by id`);
  await until('the texts', async () => (await inbound()).length === texts.length + 1);
  assert.deepEqual(
    await inbound(),
    ['Before', 'One', 'STOP', 'Two'].map((body) => ({ body })),
  );
  assert.equal((await town.query('select from opt_outs')).length, 1);
  await program.stop();
});
