import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { addMember, listTeams } from '../../src/domain/teams/teams.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana', 'Ben', 'Chidi']);
const { office, query } = world;
const pathOf = (name: 'Ana' | 'Ben' | 'Chidi') => `/api/v1/conversations/${office.conversationWith(name)}`;
const waits = sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
const save = (name: 'Ana' | 'Ben' | 'Chidi', body: string, caret = body.length) =>
  office.must('PUT', `${pathOf(name)}/draft`, { body, caret });

test('a draft is kept for its member alone, and the last writer wins', async () => {
  await save('Ana', 'Gate A');
  const live = await office.listens();
  const saved = await save('Ana', 'Gate B', 4);
  const { draft } = await office.must('GET', pathOf('Ana'));
  assert.deepEqual(draft, saved);
  assert.deepEqual([draft.body, draft.caret], ['Gate B', 4]);

  const [team] = await listTeams(world.app.floor);
  await addMember(team!, {
    name: 'Otis',
    email: 'otis@food-bank.example',
    password: 'eight green pears',
    role: 'member',
  });
  const otis = world.openOffice();
  await otis.signsIn('eight green pears', 'otis@food-bank.example');
  assert.equal((await otis.must('GET', pathOf('Ana'))).draft, null);
  assert.deepEqual((await otis.must('GET', '/api/v1/drafts')).items, []);
  await otis.must('DELETE', `${pathOf('Ana')}/draft`);
  assert.equal((await office.must('GET', pathOf('Ana'))).draft.body, 'Gate B');

  await office.must('DELETE', `${pathOf('Ana')}/draft`);
  const change = await live.hears('the draft to go', ({ data }) => data.kind === 'conversation.changed');
  assert.equal(change.data.conversationId, office.conversationWith('Ana'));
  live.close();
  assert.equal((await office.must('GET', pathOf('Ana'))).draft, null);
  await office.must('DELETE', `${pathOf('Ana')}/draft`);
});

test('drafts are listed, the newest first, page by page', async () => {
  for (const name of ['Ana', 'Ben', 'Chidi'] as const) await save(name, `For ${name}`);
  await save('Ana', 'For Ana, changed');
  const first = await office.must('GET', '/api/v1/drafts?limit=2');
  const second = await office.must('GET', `/api/v1/drafts?limit=2&after=${first.next}`);
  assert.deepEqual(
    [...first.items, ...second.items].map(({ draft }) => draft.body),
    ['For Ana, changed', 'For Chidi', 'For Ben'],
  );
  assert.equal(second.next, null);
  assert.equal((await office.ask('GET', '/api/v1/drafts?after=eyJhIjoxfQ')).status, 400);
});

test('a text that is sent takes its draft with it, and leaves what was begun after it', async () => {
  const draftOf = async (who = office) => (await who.must('GET', pathOf('Ben'))).draft;
  const mo = await office.colleague('Mo');
  await mo.must('PUT', `${pathOf('Ben')}/draft`, { body: 'Gate B', caret: 0 });
  for (const draft of ['Gate B', 'Gate', 'Gate B \n']) {
    await save('Ben', draft);
    const live = await office.listens();
    await office.texts('Ben', 'Gate B');
    await live.hears('the draft to go', ({ data }) => data.kind === 'conversation.changed');
    live.close();
    assert.equal(await draftOf(), null, draft);
  }
  await save('Ben', 'Hi {first name}, come to');
  await office.texts('Ben', 'Hi Ben, come to gate B');
  assert.equal(await draftOf(), null, 'The page fills in the fields.');
  await save('Ben', 'Gate B');
  await office.must('POST', `${pathOf('Ben')}/messages`, { body: 'Gate B', undoSeconds: 30, keepDraft: true });
  assert.equal((await draftOf()).body, 'Gate B');
  await save('Ben', 'And bring gloves');
  await office.texts('Ben', 'Gate B');
  assert.equal((await draftOf()).body, 'And bring gloves');
  assert.equal((await draftOf(mo)).body, 'Gate B', 'It is a colleague’s.');
  await office.must('DELETE', `${pathOf('Ben')}/draft`);
});

test('what is written about somebody who is removed in that moment is refused', async () => {
  for (const [method, path, body] of [
    ['PUT', 'draft', { body: 'Hi', caret: 2 }],
    ['POST', 'notes', { body: 'Hi' }],
    ['PUT', 'unread-mark', {}],
  ] as const) {
    const { conversationId } = await office.must('POST', '/api/v1/people', { name: 'Zoe', phones: ['+12125550177'] });
    const { answer } = await world.app.floor.db.transaction().execute(async (db) => {
      await sql`delete from conversations where id = ${conversationId}`.execute(db);
      const answer = office.ask(method, `/api/v1/conversations/${conversationId}/${path}`, body);
      await until('it to wait', async () => (await query(waits)).length > 0);
      await sql`delete from people where name = 'Zoe'`.execute(db);
      return { answer };
    });
    const { status, body: said } = await answer;
    assert.deepEqual([status, said.code], [404, 'not_found'], path);
  }
});

test('what cannot be kept is refused in words, and nothing of it is', async () => {
  const put = (body: unknown, path = pathOf('Ben')) => office.ask('PUT', `${path}/draft`, body);
  await save('Ben', 'Kept');
  for (const body of [
    {},
    { body: '', caret: 0 },
    { body: 'x', caret: -1 },
    { body: 'x', caret: 0.5 },
    { body: 7, caret: 0 },
  ])
    assert.equal((await put(body)).status, 422);
  assert.equal((await put({ body: 'x'.repeat(20_001), caret: 0 })).status, 422);
  assert.equal((await put({ body: 'x'.repeat(10_000_000), caret: 0 })).status, 413);
  assert.equal((await put({ body: 'x', caret: 0 }, `/api/v1/conversations/${crypto.randomUUID()}`)).status, 404);
  assert.equal((await office.must('GET', pathOf('Ben'))).draft.body, 'Kept');
  const far = await put({ body: 'a\u202eb\u0000', caret: 999 });
  assert.deepEqual([far.status, far.body.caret], [200, far.body.body.length]);
});

test('drafts go with their person', async () => {
  await save('Chidi', 'Not sent');
  const { person } = await office.must('GET', pathOf('Chidi'));
  await office.must('DELETE', `/api/v1/people/${person.id}`);
  const rows = await query(sql`select 1 from drafts where conversation_id = ${office.conversationWith('Chidi')}`);
  assert.equal(rows.length, 0);
});
