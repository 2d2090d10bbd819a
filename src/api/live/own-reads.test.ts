import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cloneDatabase } from '../../../test/support/database.ts';
import { until } from '../../../test/support/until.ts';
import { createLog } from '../../platform/log.ts';
import { openNews } from '../../platform/news.ts';
import { openOwnReads } from './own-reads.ts';

const read = { teamId: 't', memberId: 'a', conversationId: 'c', messageId: 'm' };

function openOne(say: (words: string) => void = () => {}) {
  const shown: string[] = [];
  const reads = openOwnReads({
    show: (...[team, frames, member]) => void shown.push(`${team} ${member} ${frames}`),
    say,
  });
  return { ...reads, shown };
}

test('the pages in another process are told too', async () => {
  const { url } = await cloneDatabase();
  const log = createLog('silent');
  const [here, there] = [openNews(url, log), openNews(url, log)];
  await Promise.all([here.isOpen, there.isOpen]);
  const [one, other] = [openOne(here.say), openOne()];
  there.listen(other.hear);
  one.tell(read);
  await until('the other process', () => other.shown.length > 0);
  assert.deepEqual(other.shown, ['t a event: read\ndata: {"conversationId":"c","messageId":"m"}\n\n']);
  assert.deepEqual(one.shown, other.shown);
  await here.close();
  await there.close();
});

test('what is said that is no read is passed over', () => {
  const one = openOne();
  for (const words of [
    '',
    '{"half',
    'null',
    '[]',
    '{"read":null}',
    '{"read":7}',
    '{"read":{"teamId":"t"}}',
    '{"state":"gone"}',
  ])
    one.hear(words);
  assert.deepEqual(one.shown, []);
});
