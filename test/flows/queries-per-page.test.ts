import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import pg from 'pg';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

/** What is asked of the database, by connections that are opened from here on. */
let asked: string[] = [];
const { query } = pg.Client.prototype;
pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
  const [what] = given as [string | { text: string }];
  const text = typeof what === 'string' ? what : what.text;
  // What other processes are told a moment later belongs to whatever came before.
  if (!text.includes('pg_notify')) asked.push(text);
  return (query as (...given: unknown[]) => unknown).apply(this, given);
} as typeof query;
after(() => {
  pg.Client.prototype.query = query;
});

// Nothing works in the background meanwhile.
const world = await openOfficeHours(['Ana', 'Ben'], { config: { role: 'web' } });
const { office } = world;

test('a page of the inbox or of a thread is one query, and who asks another', async () => {
  await office.texts('Ana', 'Hello');
  const thread = `/api/v1/conversations/${office.conversationWith('Ana')}`;
  const list = '/api/v1/conversations?view';
  const some = `${list}=all&ids=${office.conversationWith('Ana')},${office.conversationWith('Ben')}`;
  for (const path of [`${list}=all`, `${list}=waiting`, some, `${thread}/timeline`]) {
    await office.must('GET', path);
    asked = [];
    await office.must('GET', path);
    assert.ok(asked.length > 0 && asked.length <= 2, `${path}:\n${asked.join('\n---\n')}`);
  }
});

test('who asks is known to the next page, and asked for whatever is done', async () => {
  const path = '/api/v1/conversations?view=all';
  // To ask for both may take longer than it is known.
  await until('a page of one query', async () => {
    await office.must('GET', path);
    asked = [];
    await office.must('GET', path);
    return asked.length === 1;
  });
  asked = [];
  await office.must('PUT', `/api/v1/conversations/${office.conversationWith('Ana')}/unread-mark`);
  assert.ok(asked.some((text) => text.includes('/* known-session */')));
});

test('to take back what was marked in many conversations asks no more than in two', async () => {
  const known = ['Ana', 'Ben'].map((name) => office.conversationWith(name as 'Ana' | 'Ben'));
  for (let number = 0; number < 6; number++)
    known.push(
      (await office.must('POST', '/api/v1/people', { name: 'Uma', phones: [`+1415555267${number}`] })).conversationId,
    );
  const asksFor = async (ids: string[]) => {
    const act = async (name: string) =>
      (await office.must('POST', '/api/v1/conversation-acts', { ids, act: name })).actId;
    await act('unread');
    const actId = await act('read');
    asked = [];
    assert.deepEqual(await office.must('POST', `/api/v1/acts/${actId}/undo`), { undone: ids.length, left: 0 });
    const { length } = asked;
    for (const id of ids) assert.ok((await office.must('GET', `/api/v1/conversations/${id}`)).isMarkedUnread);
    return length;
  };
  await asksFor(known);
  assert.equal(await asksFor(known), await asksFor(known.slice(0, 2)));
});
