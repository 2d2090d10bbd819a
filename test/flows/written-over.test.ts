import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openAsking, openClock, saturday } from '../support/asking.ts';
import { openBroadcasting } from '../support/broadcasting.ts';
import type { Answer, Json } from '../support/browser.ts';
import { holding } from '../support/held.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const clock = openClock('2026-11-26T15:00:00Z');
const world = await openOfficeHours(['Ana', 'Ben'], { clock });
const { office } = world;
const ben = await office.colleague('Ben', 'manager');
const nora = { id: (await office.must('GET', '/api/v1/me')).id, name: 'Nora Lindqvist' };
const broadcasts = openBroadcasting(world);
const audience = await broadcasts.to('Ana', 'Ben');
const first = saturday(audience.personIds);
const limits = {
  hours: { opens: '08:00', closes: '21:00' },
  keepsHours: true,
  questionsKeepHours: true,
  weekly: null,
  cap: null,
  countries: ['US'],
};

interface Thing {
  method: string;
  path: string;
  /** What is locked while it is written. */
  held: string;
  saying: (n: number) => Json;
  said: (it: Json) => number;
}

/** What several people write: where, and how it says a number. */
const things: Record<string, Thing> = {
  'a question': {
    method: 'PATCH',
    path: `/api/v1/questions/${(await openAsking(world).saves(first)).id}`,
    held: 'questions',
    saying: (n) => ({ content: { ...first.content, steps: [{ ...first.content.steps[0], words: `Words ${n}` }] } }),
    said: ({ content }) => Number(content.steps[0].words.slice(6)),
  },
  'a draft of a broadcast': {
    method: 'PATCH',
    path: `/api/v1/broadcasts/${(await broadcasts.writes('Hello', audience)).id}`,
    held: 'broadcasts',
    saying: (n) => ({ body: `Words ${n}`, audience }),
    said: ({ body }) => Number(body.slice(6)),
  },
  'a saved reply': {
    method: 'PATCH',
    path: `/api/v1/saved-replies/${(await office.must('POST', '/api/v1/saved-replies', { name: 'gate', body: 'B' })).id}`,
    held: 'saved_replies',
    saying: (n) => ({ body: `Words ${n}` }),
    said: ({ body }) => Number(body.slice(6)),
  },
  'a person': {
    method: 'PATCH',
    path: `/api/v1/people/${audience.personIds[0]}`,
    held: 'people',
    saying: (n) => ({ name: `Words ${n}`, fields: { Van: String(n) } }),
    said: ({ name }) => Number(name.slice(6)),
  },
  limits: {
    method: 'PUT',
    path: '/api/v1/limits',
    held: 'teams',
    saying: (n) => ({ ...limits, weekly: n, countries: ['US', 'CA'] }),
    said: ({ weekly }) => weekly,
  },
};

for (const [what, { method, path, held, saying, said }] of Object.entries(things)) {
  test(`${what}: of two who have read the same version one writes, and the other hears who did and when`, async () => {
    const { version } = await office.must('GET', path);
    const answers: Answer[] = [];
    await holding(world.app.floor.db, sql`select from ${sql.table(held)} for update`, async (queue) => {
      for (const [n, member] of [office, ben].entries())
        void member.ask(method, path, { ...saying(n + 1), version }).then((answer) => {
          answers[n] = answer;
        });
      await queue(2);
    });
    await until('both to be answered', () => answers[0] && answers[1]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
    const isNoras = answers[0]?.status === 200;
    const refused = answers[isNoras ? 1 : 0] as Answer;
    const by = isNoras ? nora : { id: ben.memberId, name: 'Ben' };
    assert.equal(refused.headers.get('content-type'), 'application/problem+json; charset=utf-8');
    assert.equal(refused.body.code, 'changed_since');
    assert.deepEqual(refused.body.changed, { version: version + 1, by, at: '2026-11-26T15:00:00.000Z' });
    assert.equal(
      refused.body.message,
      `${by.name} has changed this since you read it, on 2026-11-26 at 15:00 UTC. Nothing was written over.`,
    );
    const now = await office.must('GET', path);
    assert.deepEqual([said(now), now.version], [isNoras ? 1 : 2, version + 1]);
  });

  test(`${what}: the same write once more, as after a lost answer, is the same one; another is not`, async () => {
    const { version } = await office.must('GET', path);
    const once = await office.must(method, path, { ...saying(3), version });
    assert.equal(once.version, version + 1);
    const again = await office.must(method, path, { ...saying(3), version });
    assert.deepEqual([said(again), again.version], [3, version + 1]);
    const other = await office.ask(method, path, { ...saying(4), version });
    assert.deepEqual([other.status, other.body.changed.by], [409, nora]);
    assert.equal((await office.must(method, path, { ...saying(4), version: once.version })).version, version + 2);
  });

  test(`${what}: whoever names no version writes over what is there`, async () => {
    const { version } = await office.must('GET', path);
    await ben.must(method, path, saying(5));
    const now = await office.must(method, path, saying(6));
    assert.deepEqual([said(now), now.version], [6, version + 2]);
  });
}

test('limits that nobody has set yet have a version as well', async () => {
  const other = await openOfficeHours([], { clock });
  const set = (weekly: number, version: number) =>
    other.office.ask('PUT', '/api/v1/limits', { ...limits, weekly, version });
  assert.equal((await other.office.must('GET', '/api/v1/limits')).version, 0);
  const answers = await Promise.all([set(1, 0), set(2, 0)]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
  assert.equal((await other.office.must('GET', '/api/v1/limits')).version, 1);
});

test('a broadcast does not leave in other words than those who send it have read', async () => {
  const draft = await broadcasts.writes('Gate B', audience);
  await ben.must('PATCH', `/api/v1/broadcasts/${draft.id}`, { body: 'Gate C', version: draft.version });
  const send = (version?: number) =>
    office.ask('POST', `/api/v1/broadcasts/${draft.id}/dispatch`, { expected: 2, version });
  const refused = await send(draft.version);
  assert.deepEqual([refused.status, refused.body.code, refused.body.changed.by.name], [409, 'changed_since', 'Ben']);
  assert.equal((await broadcasts.read(draft.id)).state, 'draft');
  const sent = await send(refused.body.changed.version);
  assert.deepEqual([sent.status, sent.body.state], [201, 'held']);
  // Once it is on its way, to ask again changes nothing.
  assert.equal((await send(draft.version)).status, 201);
  // Nothing that is written has changed by being sent and taken back.
  const back = await office.must('DELETE', `/api/v1/broadcasts/${draft.id}/dispatch`);
  assert.equal(back.version, refused.body.changed.version);
  assert.equal((await send()).status, 201);
});

test('what is known of a person is written over by nobody who has not read it, whichever way it came', async () => {
  const path = `/api/v1/people/${audience.personIds[1]}`;
  const read = () => office.must('GET', path);
  const act = (wanted: object, as = office) =>
    as.ask('POST', '/api/v1/people-acts', { ids: [audience.personIds[1]], ...wanted });
  const { id: fieldId } = await office.must('POST', '/api/v1/person-fields', { name: 'Gate', kind: 'text' });
  const set = { act: 'set_field', fieldId };
  const { version } = await read();

  const answers = await Promise.all([
    act({ ...set, value: 'B', version }),
    act({ ...set, value: 'C', version }, ben),
    office.ask('PATCH', path, { timeZone: 'America/Denver', version }),
    ben.ask('PATCH', path, { phones: [...(await read()).phones, '+14155552671'], version }),
  ]);
  assert.deepEqual(
    answers
      .map(({ status }) => status)
      .toSorted()
      .slice(1),
    [409, 409, 409],
  );
  const after = await read();
  assert.equal(after.version, version + 1);
  for (const { status, body } of answers) if (status === 409) assert.equal(body.changed.version, version + 1);

  const first = await act({ ...set, value: 'D', version: after.version }, ben);
  const refused = await act({ act: 'rename', name: 'Bo', version: after.version });
  assert.deepEqual([refused.status, refused.body.code, refused.body.changed.by.name], [409, 'changed_since', 'Ben']);
  assert.equal((await act({ ...set, value: 'D', version: after.version })).body.changed, 0, 'It says so already.');
  assert.equal((await read()).fields.Gate, 'D');
  await ben.must('POST', `/api/v1/acts/${first.body.actId}/undo`);
  assert.equal((await read()).version, after.version + 2);
  assert.equal((await act({ act: 'rename', name: 'Bo' })).body.changed, 1);

  const both = { ...set, value: 'E', version, ids: audience.personIds };
  const { status, body } = await office.ask('POST', '/api/v1/people-acts', both);
  assert.deepEqual([status, Object.keys(body.fields)], [400, ['version']]);
});
