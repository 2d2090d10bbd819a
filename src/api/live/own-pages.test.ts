import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cloneDatabase } from '../../../test/support/database.ts';
import { until } from '../../../test/support/until.ts';
import { createLog } from '../../platform/log.ts';
import { openNews } from '../../platform/news.ts';
import { openOwnPages } from './own-pages.ts';

const read = { teamId: 't', memberId: 'a', conversationId: 'c', messageId: 'm' };

function openOne(say: (words: string) => void = () => {}) {
  const shown: string[] = [];
  const pages = openOwnPages({
    show: (...[team, frames, member]) => void shown.push(`${team} ${member} ${frames}`),
    say,
  });
  return { ...pages, shown };
}

test('the pages in another process are told too', async () => {
  const { url } = await cloneDatabase();
  const log = createLog('silent');
  const [here, there] = [openNews(url, log), openNews(url, log)];
  await Promise.all([here.isOpen, there.isOpen]);
  const [one, other] = [openOne(here.say), openOne()];
  there.listen(other.hear);
  one.tellRead(read);
  one.tellChosen(read);
  await until('the other process', () => other.shown.length > 1);
  assert.deepEqual(other.shown, [
    't a event: read\ndata: {"conversationId":"c","messageId":"m"}\n\n',
    't a event: me\ndata: {}\n\n',
  ]);
  assert.deepEqual(one.shown, other.shown);
  await here.close();
  await there.close();
});

test('what is said that is neither is passed over', () => {
  const one = openOne();
  for (const words of [
    '',
    '{"half',
    'null',
    '[]',
    '{"read":null}',
    '{"read":7}',
    '{"read":{"teamId":"t"}}',
    '{"chosen":[]}',
    '{"chosen":{"teamId":"t","memberId":1}}',
    '{"state":"gone"}',
  ])
    one.hear(words);
  assert.deepEqual(one.shown, []);
});
