import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { cloneDatabase } from '../../test/support/database.ts';
import { openDatabase } from './database.ts';
import { askWritten } from './written-once.ts';

test('a statement is written once, and answers what each asks', async (t) => {
  const { db, close } = openDatabase((await cloneDatabase()).url);
  t.after(close);
  let written = 0;
  const ask = (many: number, word: string, from = db) =>
    askWritten<{ word: string }, object>(from, 'written-once-words', { many, word }, (given) => {
      written += 1;
      const { many, word } = given as { many: number; word: string };
      return sql`select ${word} || n || ${word} as word from generate_series(1, ${many}::int) as n where ${many}::int > 0`;
    });
  assert.deepEqual(await ask(2, 'a'), [{ word: 'a1a' }, { word: 'a2a' }]);
  // A value that looks like another's, or like a part of the text, is itself.
  assert.deepEqual(await ask(1, '$1'), [{ word: '$11$1' }]);
  assert.deepEqual(await ask(1, 'stand-in of many'), [{ word: 'stand-in of many1stand-in of many' }]);
  assert.deepEqual(await db.transaction().execute((tx) => ask(1, 'c', tx as never)), [{ word: 'c1c' }]);
  assert.equal(written, 1);
});

test('what would differ without being handed over is refused at the first time', async (t) => {
  const { db, close } = openDatabase((await cloneDatabase()).url);
  t.after(close);
  const own = { message: 'written-once-own has a value of its own: it must be one that is handed over.' };
  await assert.rejects(
    askWritten(db, 'written-once-own', { a: 1 }, ({ a }) => sql`select ${a}, ${7}`),
    own,
  );
  await assert.rejects(
    askWritten(db, 'written-once-own', { a: 1 }, ({ a }) => sql`select ${a + 1}`),
    own,
  );
  await assert.rejects(
    askWritten(db, 'written-once-idle', { a: 1, b: 2 }, ({ a }) => sql`select ${a}`),
    { message: 'written-once-idle makes no use of b.' },
  );
});
