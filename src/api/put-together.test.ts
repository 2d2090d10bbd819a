import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { test } from 'node:test';
import { putTogether } from './put-together.ts';

const openReply = () => new EventEmitter() as ServerResponse;
const bytes = (text: string) => new TextEncoder().encode(text);

test('texts and bytes stand in their order, whatever their letters', () => {
  const page = putTogether(['{"name":"', bytes('José 🙂'), '', '","words":"', 'مرحبا', '"}'], openReply());
  assert.equal(page.toString(), '{"name":"José 🙂","words":"مرحبا"}');
});

test('the memory of an answer that has left is used again, that of one on its way is not', () => {
  const [first, second, third] = [openReply(), openReply(), openReply()];
  const one = putTogether(['one'], first);
  const two = putTogether(['two'], second);
  assert.equal(`${one} ${two}`, 'one two');
  assert.notEqual(one.buffer, two.buffer);
  first.emit('finish');
  assert.equal(putTogether(['three'], third).buffer, one.buffer);
  assert.equal(two.toString(), 'two');
});

test('an answer that breaks off keeps its memory', () => {
  const broken = openReply();
  const page = putTogether(['half'], broken);
  broken.emit('close');
  for (let again = 0; again < 20; again++) assert.notEqual(putTogether(['next'], openReply()).buffer, page.buffer);
});

test('what is larger than usual has all of it', () => {
  const long = 'é'.repeat(200_000);
  const page = putTogether(['[', long, bytes(long), ']'], openReply());
  assert.equal(page.toString(), `[${long}${long}]`);
});
