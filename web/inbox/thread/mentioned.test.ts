import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mentionedIn } from './mentioned.ts';

const members = ['Ana', 'Anabel', 'Li', 'Omar'].map((name) => ({ name }));
const names = (body: string) => mentionedIn(body, members).map(({ name }) => name);

test('of names that begin alike the longest is meant, and each can be', () => {
  assert.deepEqual(names('@Anabel, can you?'), ['Anabel']);
  assert.deepEqual(names('@Anabel and @Ana: @Omar is away'), ['Ana', 'Anabel', 'Omar']);
  assert.deepEqual(names('Ana, Li@home'), []);
});

test('two colleagues of one name are both meant', () => {
  const both = [
    { name: 'Ana', id: 1 },
    { name: 'Ana', id: 2 },
  ];
  assert.deepEqual(mentionedIn('@Ana', both), both);
});
