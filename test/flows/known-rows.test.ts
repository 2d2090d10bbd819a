import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { openApp } from '../../src/app.ts';
import { readConfig } from '../../src/platform/config.ts';
import { createLog } from '../../src/platform/log.ts';
import type { Json } from '../support/browser.ts';
import { openBrowser } from '../support/browser.ts';
import type { Name } from '../support/cast.ts';
import { openOffice } from '../support/office.ts';
import { newFolder } from '../support/program.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

// Two processes over one database: what one of them knows the other changes.
const secret = 'a secret that both processes know';
const world = await openOfficeHours(['Ana', 'Ben', 'Chidi', 'Dana'], { config: { secret } });
const { office, phone } = world;
const settings = { PORT: '0', HEARBACK_CARRIER: 'off', HEARBACK_ROLE: 'web', HEARBACK_SECRET: secret };
const second = await openApp(readConfig({ ...settings, HEARBACK_DATA: newFolder(), DATABASE_URL: world.databaseUrl }), {
  log: createLog('silent'),
  say: () => {},
});
after(() => second.close());
const omar = await office.colleague('Omar', 'manager');
/** The same two people, at pages of the second process. */
const readers = [office, omar].map((member) =>
  openOffice(second.url, openBrowser(second.url, { cookie: member.cookie() })),
);

const idOf = async (name: Name) => (await office.must('GET', pathOf(name))).person.id;
const pathOf = (name: Name) => `/api/v1/conversations/${office.conversationWith(name)}`;
const groupNamed = async (name: string) =>
  (await office.must('GET', '/api/v1/groups')).items.find((group: Json) => group.name === name).id;

const rowsOf = async (reader: typeof office): Promise<Json[]> =>
  (await reader.must('GET', '/api/v1/conversations?view=all')).items;

/**
 * Waits until the rows of all who read are others than `before`, and each is what its conversation is when it is asked for
 * by itself: what has just happened may still go on, but a row that was missed would stay as it was.
 */
async function trueRows(what: string, before: Json[] = []): Promise<Json[]> {
  let rows: Json[] = [];
  let alone: Json[] = [];
  const look = async () => {
    [rows, alone] = [[], []];
    for (const reader of readers)
      for (const row of await rowsOf(reader)) {
        rows.push(row);
        alone.push({ ...(await reader.must('GET', `/api/v1/conversations/${row.id}`)), place: row.place });
      }
    return isDeepStrictEqual(rows, alone) && !isDeepStrictEqual(rows, before);
  };
  await until(`rows that are true and show it: ${what}`, look).catch((error) => {
    assert.deepEqual(rows, alone, what);
    throw error;
  });
  return rows;
}

const acts: Record<string, () => Promise<unknown>> = {
  'a text comes': () => phone('Ana').texts('Which gate?'),
  'a text leaves and arrives': async () => {
    await office.texts('Ana', 'Gate B');
    await office.shouldSeeStatus('Ana', 'delivered');
  },
  'a text does not arrive': async () => {
    await phone('Ben').behaves({ delivery: 'undelivered', errorCode: 30003 });
    await office.texts('Ben', 'Gate C');
    await office.shouldSeeStatus('Ben', 'undelivered');
  },
  'a name and a number change': async () => {
    await office.must('PATCH', `/api/v1/people/${await idOf('Ben')}`, { name: 'Benito', phones: ['+14155550188'] });
  },
  'somebody is put into groups': async () => {
    await office.must('PATCH', `/api/v1/people/${await idOf('Chidi')}`, { groups: ['Crew', 'Weekend'] });
  },
  'a group is called otherwise': async () => {
    await office.must('PATCH', `/api/v1/groups/${await groupNamed('Crew')}`, { name: 'Night crew' });
  },
  'a group goes': async () => office.must('DELETE', `/api/v1/groups/${await groupNamed('Weekend')}`),
  'many are put into a group': async () => {
    const groupId = await groupNamed('Night crew');
    const ids = [await idOf('Ana'), await idOf('Dana')];
    await office.must('POST', '/api/v1/people-acts', { act: 'add_to_group', groupId, ids });
  },
  'somebody opts out': () => phone('Dana').texts('STOP'),
  'and in again': () => phone('Dana').texts('START'),
  'somebody seems to ask for no more': () => phone('Chidi').texts('please stop texting me, I moved away'),
  'one reads': async () => {
    const { lastMessage } = await office.must('GET', pathOf('Ana'));
    await office.must('PUT', `${pathOf('Ana')}/read-mark`, { messageId: lastMessage.id });
  },
  'one marks as unread': () => office.must('PUT', `${pathOf('Ana')}/unread-mark`),
  'one writes a draft': () => office.must('PUT', `${pathOf('Ana')}/draft`, { body: 'Perh', caret: 4 }),
  'and goes on with it': () => office.must('PUT', `${pathOf('Ana')}/draft`, { body: 'Perhaps', caret: 7 }),
  'a note speaks of a colleague': () =>
    office.must('POST', `${pathOf('Ana')}/notes`, { body: '@Omar?', mentions: [omar.memberId] }),
  'it is given to a colleague': () => office.must('PUT', `${pathOf('Ana')}/assignee`, { memberId: omar.memberId }),
  'it is put off': () =>
    office.must('PUT', `${pathOf('Chidi')}/snooze`, { until: new Date(Date.now() + 3_600_000).toISOString() }),
  'many are done': () =>
    office.must('POST', '/api/v1/conversation-acts', {
      ids: ['Ana', 'Dana'].map((name) => office.conversationWith(name as Name)),
      act: 'done',
    }),
  'two are merged': async () =>
    office.must('POST', `/api/v1/people/${await idOf('Ana')}/merges`, { otherId: await idOf('Ben'), take: {} }),
};

test('a row that is kept is never another than the database has, whichever process has changed it, for whom', async () => {
  let rows = await trueRows('at first');
  for (const [what, act] of Object.entries(acts)) {
    await act();
    rows = await trueRows(what, rows);
  }
  await office.must('POST', `/api/v1/members/${omar.memberId}/deactivation`, {});
  readers.pop();
  await until('nobody to be theirs', async () => (await rowsOf(office)).every(({ assignee }) => assignee === null));
  await trueRows('a colleague has left');
});
