import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { cloneDatabase } from '../../../test/support/database.ts';
import { until } from '../../../test/support/until.ts';
import { openWay } from '../../../test/support/way.ts';
import { openDatabase } from '../../platform/database.ts';
import { createLog } from '../../platform/log.ts';
import { openNews } from '../../platform/news.ts';
import { hearOwnWrites } from '../../platform/own-writes.ts';
import { type Asker, type KnownAskers, openKnownAskers } from './known-askers.ts';

const changed = 'hearback askers';

/** Who it is by their name, and how often that was asked. */
function openDesk(askers: KnownAskers) {
  let asked = 0;
  const told = (name: string) => ({ sessionId: name }) as Asker;
  return {
    asked: () => asked,
    async asks(name: string, found?: Promise<unknown>, session = 'a') {
      const asker = await askers.recall(session, async () => {
        asked += 1;
        await found;
        return told(name);
      });
      return asker?.sessionId;
    },
  };
}

function openOne() {
  const askers = openKnownAskers();
  askers.attend(true);
  return { askers, ...openDesk(askers) };
}

test('whoever has been asked for is known, and again only once that is forgotten', async () => {
  const { askers, asks } = openOne();
  // To look may take longer than a moment.
  await until('both', async () => {
    askers.hear('{"askers":"changed"}');
    assert.equal(await asks('Ana'), 'Ana');
    for (const words of ['', '{"half', 'null', '[]', '{"read":{}}']) askers.hear(words);
    askers.hearWrite('something else')();
    return (await asks('Ben')) === 'Ana';
  });
});

test('nobody is known for longer than a moment, whatever is heard', async () => {
  const { asks } = openOne();
  await asks('Ana');
  await until('it to be asked again', async () => (await asks('Ben')) === 'Ben');
});

test('what was asked for before it was forgotten is not kept', async () => {
  const { askers, asks } = openOne();
  const forgets = [
    () => askers.hear('{"askers":"changed"}'),
    () => askers.hearWrite(changed)(),
    () => askers.attend(true),
  ];
  for (const forget of forgets) {
    const answered = Promise.withResolvers<void>();
    const late = asks('before', answered.promise);
    forget();
    answered.resolve();
    assert.equal(await late, 'before');
    assert.equal(await asks('after'), 'after');
    askers.attend(true);
  }
});

test('while something is being written nobody is kept, however many write', async () => {
  const { askers, asks } = openOne();
  const ends = [askers.hearWrite(changed), askers.hearWrite(changed)];
  for (const end of ends) {
    assert.deepEqual([await asks('Ana'), await asks('Ben')], ['Ana', 'Ben']);
    const answered = Promise.withResolvers<void>();
    const late = asks('before', answered.promise);
    end();
    answered.resolve();
    await late;
  }
  assert.equal(await asks('after'), 'after');
});

test('of very many the first are asked for again', async () => {
  const { asks, asked } = openOne();
  await Promise.all(Array.from({ length: 10_001 }, (_, count) => asks('Ana', undefined, String(count))));
  const before = asked();
  await asks('Ana', undefined, '0');
  assert.equal(asked(), before + 1);
});

async function overAWay(t: TestContext) {
  const clone = await cloneDatabase();
  const way = await openWay(clone.url);
  const news = openNews(way.url(), createLog('silent'), 50);
  t.after(async () => {
    await news.close();
    way.close();
  });
  return { url: clone.url, way, news };
}

test('while other processes are not heard nobody is known', async (t) => {
  const { way, news } = await overAWay(t);
  await news.isOpen;
  const askers = openKnownAskers();
  const { asks } = openDesk(askers);
  assert.deepEqual([await asks('Ana'), await asks('Ben')], ['Ana', 'Ben'], 'Nobody has said that they are heard.');
  const heard: boolean[] = [];
  news.attend(askers.attend);
  news.attend((hears) => heard.push(hears));
  const isKnown = async () => (await asks('Ana')) === (await asks('Ben'));
  await until('it to be known', isKnown);
  way.cut();
  await until('it to be noticed', () => !heard.at(-1));
  for (const name of ['Ben', 'Chidi', 'Dana']) assert.equal(await asks(name), name);
  way.open();
  await until('them to be heard', () => heard.at(-1));
  await until('it to be known', isKnown);
});

test('whatever changes who asks is said to whoever does it, until it is done, and to everybody', async (t) => {
  const { url, news } = await overAWay(t);
  const { pool, close } = openDatabase(url);
  t.after(close);
  const told: string[] = [];
  hearOwnWrites(pool, (words) => {
    told.push(words);
    return () => told.push('over');
  });
  let said: string[] = [];
  news.listen((words) => said.push(words));
  await news.isOpen;

  for (const statement of [
    'delete from sessions',
    'update sessions set expires_at = now()',
    'truncate sessions, push_subscriptions',
    'insert into members select * from members',
    "update members set role = 'member'",
    'update members set deactivated_at = now()',
    'delete from members',
  ]) {
    said = [];
    const client = await pool.connect();
    await client.query(`begin; ${statement}`);
    const first = told.splice(0);
    await client.query('commit');
    client.release();
    assert.deepEqual([first, told.splice(0)], [[changed], ['over']], statement);
    await until('everybody to hear', () => said.includes('{"askers":"changed"}'));
  }
  for (const statement of ['insert into sessions select * from sessions', "update members set preferences = '{}'"]) {
    await pool.query(statement);
    assert.deepEqual(told, [], statement);
  }
});
