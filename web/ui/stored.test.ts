import assert from 'node:assert/strict';
import { test } from 'node:test';

test('where storage is full, one change builds on the other, and what is kept again is read again', async (t) => {
  const kept = new Map<string, string>();
  let isFull = false;
  const localStorage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => {
      if (isFull) throw new DOMException('full', 'QuotaExceededError');
      kept.set(key, text);
    },
  };
  const before = Object.getOwnPropertyDescriptor(globalThis, 'localStorage');
  Object.defineProperty(globalThis, 'localStorage', { value: localStorage, configurable: true });
  Object.assign(globalThis, { addEventListener: () => {} });
  t.after(() => {
    Reflect.deleteProperty(globalThis, 'addEventListener');
    Reflect.deleteProperty(globalThis, 'localStorage');
    if (before) Object.defineProperty(globalThis, 'localStorage', before);
  });
  const { stored } = await import('./stored.ts');
  const words = stored<string[]>('words', []);
  const add = (word: string) => words.update((all) => [...all, word]);
  add('one');
  isFull = true;
  add('two');
  add('three');
  assert.deepEqual(words.get(), ['one', 'two', 'three']);
  isFull = false;
  add('four');
  kept.set('words', JSON.stringify(['from another tab']));
  add('five');
  assert.deepEqual(words.get(), ['from another tab', 'five']);
});
