import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openClock } from '../support/asking.ts';
import { nobody, openBroadcasting } from '../support/broadcasting.ts';
import type { Json } from '../support/browser.ts';
import { openOfficeHours } from '../support/world.ts';

const clock = openClock('2026-11-26T15:00:00Z');
const world = await openOfficeHours(['Ana', 'Ben'], { clock });
const { office } = world;
const broadcasts = openBroadcasting(world);
const elsewhere = '01919191-9191-7191-9191-919191919191';
const of = (id: string) => `/api/v1/broadcasts/${id}`;
const both = await broadcasts.to('Ana', 'Ben');

const refuses = async (method: string, path: string, body: Json | undefined, status: number, word: string) => {
  const answer = await office.ask(method, path, body);
  assert.deepEqual([answer.status, JSON.stringify(answer.body).includes(word)], [status, true], answer.text);
};

test('a draft is kept however unfinished it is, but names only what there is', async () => {
  const { id } = await office.must('POST', '/api/v1/broadcasts', {});
  for (const [change, word] of [
    [{ audience: { ...nobody, groupIds: [elsewhere] } }, 'audience.groupIds'],
    [{ audience: { ...nobody, exceptPersonIds: [elsewhere] } }, 'audience.exceptPersonIds'],
    [{ audience: { ...nobody, personIds: ['nobody'] } }, 'audience.personIds'],
    [{ lineId: elsewhere }, 'There is no such line.'],
    [{ sendAt: { localDate: '2026-02-30', localTime: '09:00' } }, 'This is not a time.'],
    [{ sendAt: { localDate: '2026-02-20', localTime: '29:00' } }, 'This is not a time.'],
    [{ segmentsPerMinute: 0 }, 'segmentsPerMinute'],
    [{ name: 'x'.repeat(101) }, 'name'],
    [{ body: 'x'.repeat(5001) }, 'body'],
  ] as const)
    await refuses('PATCH', of(id), change, 422, word);
  const kept = await office.must('PATCH', of(id), { body: 'a\0b', name: ' \u202eName ' });
  assert.deepEqual([kept.body, kept.name], ['ab', 'Name']);
  assert.equal((await office.ask('DELETE', of(id))).status, 204);
  await refuses('GET', of(id), undefined, 404, 'not_found');
});

test('what cannot be sent is refused in words, and stays a draft', async () => {
  const { id } = await broadcasts.writes('', both);
  const dispatch = (body: Json = { expected: 2 }) => [`${of(id)}/dispatch`, body] as const;
  await refuses('POST', ...dispatch(), 422, 'Write something first.');
  await office.must('PATCH', of(id), { body: 'Hi', audience: nobody });
  await refuses('POST', ...dispatch({ expected: 0 }), 422, 'Nobody would get this.');
  await office.must('PATCH', of(id), { audience: both, body: `{first name} ${'x'.repeat(1597)}` });
  await refuses('POST', ...dispatch(), 422, 'For 2 people this is too long.');
  const { problems } = await broadcasts.look(id);
  assert.deepEqual([problems.tooLong, problems.empty], [2, 0]);
  await office.must('PATCH', of(id), { body: '{depot|}' });
  await refuses('POST', ...dispatch(), 422, 'For 2 people nothing is left of this.');
  await office.must('PATCH', of(id), { body: 'Hi', sendAt: { at: '2026-11-20T00:00:00Z' } });
  await refuses('POST', ...dispatch(), 422, 'This time is over.');
  await office.must('PATCH', of(id), { sendAt: { at: '2028-11-20T00:00:00Z' } });
  await refuses('POST', ...dispatch(), 422, 'more than a year ahead');
  await refuses('POST', ...dispatch({ expected: -1 }), 422, 'expected');
  for (const act of ['pause', 'cancellation', 'retries'])
    await refuses('POST', `${of(id)}/${act}`, undefined, 409, 'too_late');
  assert.equal((await broadcasts.read(id)).state, 'draft');
});

test('once it is on its way it is no draft any more, and what is over stays over', async () => {
  const { id } = await broadcasts.writes('Hi', both);
  await broadcasts.dispatches(id);
  await refuses('PATCH', of(id), { body: 'Ho' }, 409, 'already_leaving');
  await refuses('DELETE', of(id), undefined, 409, 'already_leaving');
  clock.on(1);
  await broadcasts.shouldBe(id, { delivered: 2 }, 'done');
  await refuses('POST', `${of(id)}/pause`, undefined, 409, 'too_late');
  const { canceled, left } = await office.must('POST', `${of(id)}/cancellation`);
  assert.deepEqual([canceled, left], [0, 2]);
  await broadcasts.shouldBe(id, { delivered: 2 }, 'done');
});

test('over two hundred people are not texted before their number was typed', async () => {
  await world.query(sql`
    with crowd as (select teams.id as team_id, gen_random_uuid() as id, at from teams, generate_series(1000, 1200) as at),
    met as (
      insert into people (team_id, id, name, is_practice, fields, created_at)
      select team_id, id, 'Person ' || at, false, '{}', now() from crowd),
    called as (
      insert into phones (team_id, address, kind, person_id, position, created_at)
      select team_id, '+1212555' || at, 'phone_number', id, 0, now() from crowd),
    many as (
      insert into groups (team_id, id, name, created_at) select id, gen_random_uuid(), 'Many', now() from teams returning id)
    insert into group_members (team_id, group_id, person_id) select team_id, many.id, crowd.id from crowd, many`);
  const [many] = (await office.must('GET', '/api/v1/groups')).items;
  const { id } = await broadcasts.writes('Hi', { ...nobody, groupIds: [many.id] });
  const { willGet } = await broadcasts.look(id);
  await refuses('POST', `${of(id)}/dispatch`, { expected: willGet }, 422, 'Type the number of people');
  const { state } = await office.must('POST', `${of(id)}/dispatch`, { expected: willGet, typed: true });
  assert.equal(state, 'held');
  await office.must('POST', `${of(id)}/cancellation`);
});

test('members who may only write look on, and those of nowhere see nothing', async () => {
  const { id } = await broadcasts.writes('Hi', both);
  const mia = await office.colleague('Mia');
  for (const [method, path] of [
    ['POST', '/api/v1/broadcasts'],
    ['PATCH', of(id)],
    ['DELETE', of(id)],
    ['POST', `${of(id)}/dispatch`],
    ['POST', `${of(id)}/pause`],
    ['POST', `${of(id)}/cancellation`],
    ['POST', `${of(id)}/retries`],
  ] as const)
    assert.equal((await mia.ask(method, path, method === 'DELETE' ? undefined : { expected: 2 })).status, 403, path);
  assert.equal((await mia.must('GET', of(id))).id, id);
  for (const [method, path] of [
    ['GET', ''],
    ['GET', '/look'],
    ['GET', '/previews'],
    ['GET', '/recipients'],
    ['POST', '/pause'],
    ['POST', '/cancellation'],
    ['POST', '/retries'],
  ] as const)
    await refuses(method, of(elsewhere) + path, undefined, 404, 'not_found');
});
