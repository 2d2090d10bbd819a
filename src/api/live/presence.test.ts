import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cloneDatabase } from '../../../test/support/database.ts';
import { until } from '../../../test/support/until.ts';
import { createLog } from '../../platform/log.ts';
import { openNews } from '../../platform/news.ts';
import { openPresence, type Sighting } from './presence.ts';

const ana = { id: 'a', name: 'Ana "the\n\ndesk"' };
const at = (state: Sighting['state'], conversationId = 'c', member = ana, teamId = 't'): Sighting => ({
  teamId,
  conversationId,
  member,
  page: '',
  state,
});

function openOne(afterMs?: number) {
  const shown: string[] = [];
  const said: string[] = [];
  const presence = openPresence({
    show: (teamId, frames) => void shown.push(`${teamId} ${frames}`),
    say: (words) => void said.push(words),
    ...(afterMs !== undefined && { afterMs }),
  });
  return { ...presence, shown, said };
}

test('only news is shown, and every word goes to the other processes', () => {
  const one = openOne();
  for (const state of ['looking', 'looking', 'typing', 'gone', 'gone'] as const) one.note(at(state));
  const expected = ['looking', 'typing', 'gone'].map(
    (state) => `t event: presence\ndata: ${JSON.stringify({ conversationId: 'c', member: ana, state })}\n\n`,
  );
  assert.deepEqual(one.shown, expected);
  assert.equal(one.said.length, 5);
  one.close();
});

test('whoever comes is told who is there, in their own team', () => {
  const one = openOne();
  one.note(at('typing'));
  one.note(at('looking', 'd', { id: 'b', name: 'Ben' }));
  one.note(at('looking', 'e', { id: 'x', name: 'Xu' }, 'others'));
  const frames = String(one.present('t')).split('\n\n').filter(Boolean);
  assert.deepEqual(
    frames.map((frame) => JSON.parse(frame.split('data: ')[1]!).member.name),
    [ana.name, 'Ben'],
  );
  one.close();
});

test('whoever has two pages open and closes one is still there, and types where either does', () => {
  const one = openOne();
  const states = () => one.shown.map((frame) => JSON.parse(frame.split('data: ')[1]!).state);
  const say = (state: Sighting['state'], page: string) => one.note({ ...at(state), page });
  say('looking', 'a');
  say('looking', 'b');
  say('typing', 'a');
  say('looking', 'b');
  assert.deepEqual(states(), ['looking', 'typing']);
  assert.equal(String(one.present('t')).split('event: presence').length - 1, 1);
  say('gone', 'b');
  say('looking', 'a');
  assert.deepEqual(states(), ['looking', 'typing', 'looking']);
  say('gone', 'a');
  assert.deepEqual(states(), ['looking', 'typing', 'looking', 'gone']);
  one.close();
});

test('what is said that is no sighting is passed over', () => {
  const one = openOne();
  const nearly = { ...at('looking'), member: null };
  for (const words of ['', 'hello', '{"half', 'null', '7', '[]', '{}', JSON.stringify(nearly), '{"state":"looking"}'])
    one.hear(words);
  assert.deepEqual([one.shown, String(one.present('t'))], [[], '']);
  one.hear(JSON.stringify(at('looking')));
  assert.equal(one.shown.length, 1);
  one.close();
});

test('whoever says nothing for a while is gone, and whoever says it again is not', async () => {
  const one = openOne(1500);
  one.note(at('looking', 'left'));
  one.note(at('looking', 'kept'));
  const keeping = setInterval(() => one.note(at('looking', 'kept')), 100);
  await until('being forgotten', () => one.shown.some((frame) => frame.includes('gone')));
  clearInterval(keeping);
  assert.ok(one.shown.at(-1)?.includes('"left"'));
  assert.ok(String(one.present('t')).includes('"kept"') && !String(one.present('t')).includes('"left"'));
  one.close();
});

test('one member cannot be everywhere', () => {
  const one = openOne();
  for (let count = 0; count < 100; count++) one.note(at('looking', `c${count}`));
  assert.equal(String(one.present('t')).split('event: presence').length - 1, 20);
  one.close();
});

test('another process shows it too', async () => {
  const { url } = await cloneDatabase();
  const log = createLog('silent');
  const [here, there] = [openNews(url, log), openNews(url, log)];
  await Promise.all([here.isOpen, there.isOpen]);
  const other = openOne();
  there.listen(other.hear);
  const heardBySelf = openOne();
  here.listen(heardBySelf.hear);
  const one = openPresence({ show: () => {}, say: here.say });
  one.note(at('typing'));
  await until('the other process', () => other.shown.length > 0);
  assert.deepEqual(String(other.present('t')), String(one.present('t')));
  assert.deepEqual(heardBySelf.shown, []);
  for (const each of [one, other, heardBySelf]) each.close();
  await here.close();
  await there.close();
});
