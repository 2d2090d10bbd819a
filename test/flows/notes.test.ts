import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '../support/browser.ts';
import { otherTeam } from '../support/other-team.ts';
import { tenths } from '../support/own-time.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana', 'Ben']);
const { office, phone, carrier } = world;
const mo = await office.colleague('Mo');
const pat = await office.colleague('Pat');
const idOf = async (someone: typeof office): Promise<string> => (await someone.must('GET', '/api/v1/me')).id;
const [noraId, moId, patId] = [await idOf(office), await idOf(mo), await idOf(pat)];

const url = (name: 'Ana' | 'Ben') => `/api/v1/conversations/${office.conversationWith(name)}`;
const look = (someone: typeof office, name: 'Ana' | 'Ben' = 'Ana') => someone.must('GET', url(name));
const mentions = async (someone: typeof office): Promise<string[]> =>
  (await someone.must('GET', '/api/v1/conversations?view=mentions')).items.map(({ person }: Json) => person.name);
const notes = async (): Promise<Json[]> =>
  (await office.must('GET', `${url('Ana')}/timeline?limit=200`)).items.filter(({ kind }: Json) => kind === 'note');
const write = (body: string, mentions: string[] = [], by = office) =>
  by.must('POST', `${url('Ana')}/notes`, { body, mentions });

test('a note stands in the timeline, is told to every open page, and never comes near a phone', async () => {
  const live = await mo.listens();
  await office.texts('Ana', 'Before');
  await phone('Ana').shouldHear('Before');
  const [log, messages, outbox] = [await carrier.log(), await world.count('messages'), await world.count('outbox')];
  const note = await write('  She had a fall; be kind.\r\nNo lifting. ');
  assert.equal(note.body, 'She had a fall; be kind.\nNo lifting.');
  assert.deepEqual([note.member.id, note.mentions, note.editedAt], [noraId, [], null]);
  const { data } = await live.hears('the note', ({ data }) => data.kind === 'note.created');
  assert.deepEqual(data.item.note, note);
  await office.texts('Ana', 'After');
  await phone('Ana').shouldHear('After');
  const items = (await office.must('GET', `${url('Ana')}/timeline`)).items;
  assert.deepEqual(
    items.map(({ kind, message, note }: Json) => [kind, message?.body ?? note?.body]),
    [
      ['message', 'Before'],
      ['note', note.body],
      ['message', 'After'],
    ],
  );
  assert.deepEqual(
    (await carrier.log()).map(({ body }) => body),
    [...log.map(({ body }) => body), 'After'],
  );
  assert.deepEqual([await world.count('messages'), await world.count('outbox')], [messages + 1, outbox]);
  const row = await look(mo);
  assert.deepEqual([row.unread, row.lastMessage.body, row.waitingSince], [0, 'After', null]);
  live.close();
});

test('whoever is mentioned finds the conversation among their mentions until they have seen the note', async () => {
  const note = await write('@Mo, @Mo and me: who takes this?', [moId, moId.toUpperCase(), noraId]);
  assert.deepEqual(
    note.mentions.map(({ name }: Json) => name),
    ['Mo', 'Nora Lindqvist'],
  );
  assert.deepEqual([await mentions(mo), await mentions(pat), await mentions(office)], [['Ana'], [], []]);
  assert.deepEqual([(await look(mo)).mentioned, (await look(pat)).mentioned], [true, false]);
  assert.equal((await mo.must('GET', '/api/v1/conversation-counts')).mentions, 1);
  const [{ message: older }] = (await mo.must('GET', `${url('Ana')}/timeline`)).items;
  await mo.must('PUT', `${url('Ana')}/read-mark`, { messageId: older.id });
  assert.deepEqual(await mentions(mo), ['Ana'], 'a text above it has been seen, and not the note');
  await mo.must('PUT', `${url('Ana')}/read-mark`, { noteId: note.id });
  assert.deepEqual([await mentions(mo), (await look(mo)).mentioned], [[], false]);
  await write('Again', [moId]);
  await office.texts('Ana', 'And a text');
  await mo.must('PUT', `${url('Ana')}/read-mark`, { messageId: (await look(mo)).lastMessage.id });
  assert.deepEqual(await mentions(mo), [], 'a text below it has been seen');
});

test('to see a note is to have seen the texts above it', async () => {
  await phone('Ben').texts('One');
  await until('the text', async () => (await look(office, 'Ben')).unread === 1);
  const note = await office.must('POST', `${url('Ben')}/notes`, { body: 'Below' });
  await office.must('PUT', `${url('Ben')}/read-mark`, { noteId: note.id });
  assert.deepEqual([(await look(office, 'Ben')).unread, (await look(mo, 'Ben')).unread], [0, 1]);
});

test('its author changes a note, and takes that back; nobody else can', async () => {
  const note = await write('Frist', [moId]);
  for (const someone of [mo, office])
    assert.equal(
      (await someone.ask('PATCH', `/api/v1/notes/${note.id}`, { body: 'x' })).status === 200,
      someone === office,
    );
  await office.must('PATCH', `/api/v1/notes/${note.id}`, { body: 'Frist' });
  const live = await pat.listens();
  const edited = await office.must('PATCH', `/api/v1/notes/${note.id}`, { body: 'First', mentions: [patId] });
  assert.deepEqual([edited.body, edited.editedAt !== null, edited.mentions[0].name], ['First', true, 'Pat']);
  const told = await live.hears('the change', ({ data }) => data.kind === 'note.changed');
  assert.equal(told.data.item.note.body, 'First');
  assert.deepEqual([await mentions(mo), await mentions(pat)], [[], ['Ana']]);
  assert.equal((await office.must('PATCH', `/api/v1/notes/${note.id}`, { body: ' First ' })).actId, null);
  assert.deepEqual(await office.must('POST', `/api/v1/acts/${edited.actId}/undo`, {}), { undone: 1, left: 0 });
  const back = (await notes()).find(({ id }) => id === note.id).note;
  assert.deepEqual([back.body, back.mentions.map(({ name }: Json) => name)], ['Frist', ['Mo']]);
  assert.deepEqual([await mentions(mo), await mentions(pat)], [['Ana'], []], 'who is mentioned is told again');
  await mo.must('PUT', `${url('Ana')}/read-mark`, { noteId: note.id });
  const without = await office.must('PATCH', `/api/v1/notes/${note.id}`, { mentions: [] });
  await office.must('POST', `/api/v1/acts/${without.actId}/undo`, {});
  assert.deepEqual(await mentions(mo), [], 'who has seen it is not');
  live.close();
});

test('the author and whoever manages may delete it; that it was there stays to be seen, and it can come back', async () => {
  const [his, hers] = [await write('By Mo', [], mo), await write('By Nora', [patId])];
  const refused = await mo.ask('DELETE', `/api/v1/notes/${hers.id}`);
  assert.deepEqual([refused.status, refused.body.code], [403, 'forbidden']);
  const live = await pat.listens();
  const { actId } = await office.must('DELETE', `/api/v1/notes/${his.id}`);
  await live.hears('that it is gone', ({ data }) => data.kind === 'note.changed' && data.gone === his.id);
  await live.hears('who did it', ({ data }) => data.item?.act?.kind === 'note_deleted');
  assert.ok(!(await notes()).some(({ id }) => id === his.id));
  assert.equal((await mo.ask('PATCH', `/api/v1/notes/${his.id}`, { body: 'x' })).status, 404);
  await office.must('POST', `/api/v1/acts/${actId}/undo`, {});
  assert.ok((await notes()).some(({ id }) => id === his.id));
  await live.hears('that it is back', ({ data }) => data.item?.note?.id === his.id);
  await live.hears('that the act is gone', ({ data }) => data.gone === actId);
  await office.must('DELETE', `/api/v1/notes/${hers.id}`);
  assert.deepEqual(await mentions(pat), [], 'nobody is mentioned by what is not there');
  const third = await write('For Pat', [patId]);
  const gone = await office.must('DELETE', `/api/v1/notes/${third.id}`);
  await office.must('POST', `/api/v1/acts/${gone.actId}/undo`, {});
  assert.deepEqual(await mentions(pat), ['Ana'], 'what is there again mentions them again');
  await pat.must('PUT', `${url('Ana')}/read-mark`, { noteId: third.id });
  live.close();
});

test('a note that mentions somebody who has left can still be changed', async () => {
  const quentin = await office.colleague('Quentin');
  const note = await write('Ask @Quentin', [quentin.memberId, moId]);
  await office.must('POST', `/api/v1/members/${quentin.memberId}/deactivation`);
  const path = `/api/v1/notes/${note.id}`;
  const edited = await office.must('PATCH', path, { body: 'Do not ask @Quentin' });
  assert.deepEqual(
    edited.mentions.map(({ name }: Json) => name),
    ['Quentin', 'Mo'],
  );
  const fewer = await office.must('PATCH', path, { mentions: [quentin.memberId] });
  assert.equal(fewer.mentions.length, 1);
  await office.must('PATCH', path, { mentions: [] });
  const again = await office.ask('PATCH', path, { mentions: [quentin.memberId] });
  assert.deepEqual([again.status, Object.keys(again.body.fields)], [422, ['mentions']]);
});

test('bad notes get a clear answer', async () => {
  const others = await otherTeam(world.app.floor);
  const before = await world.count('notes');
  const gone = await office.colleague('Quinn');
  const goneId = await idOf(gone);
  await office.must('POST', `/api/v1/members/${goneId}/deactivation`);
  const bad: [body: unknown, field: string][] = [
    [{ body: '' }, 'body'],
    [{ body: ' \n\u0000 ' }, 'body'],
    [{ body: 'x'.repeat(4001) }, 'body'],
    [{ body: 7 }, 'body'],
    [{}, 'body'],
    [{ body: 'x', mentions: ['Mo'] }, 'mentions'],
    [{ body: 'x', mentions: [others.member.memberId] }, 'mentions'],
    [{ body: 'x', mentions: [goneId] }, 'mentions'],
    [{ body: 'x', mentions: [office.conversationWith('Ana')] }, 'mentions'],
    [{ body: 'x', mentions: Array.from({ length: 60 }, () => crypto.randomUUID()) }, 'mentions'],
  ];
  for (const [body, field] of bad) {
    const answer = await office.ask('POST', `${url('Ana')}/notes`, body);
    assert.equal(answer.status, 422, JSON.stringify(body).slice(0, 80));
    assert.ok(
      Object.keys(answer.body.fields).some((name) => name.startsWith(field)),
      JSON.stringify(answer.body),
    );
  }
  const theirs = `/api/v1/conversations/${others.conversationId}`;
  assert.equal((await office.ask('POST', `${theirs}/notes`, { body: 'x' })).status, 404);
  assert.equal((await office.ask('PUT', `${theirs}/presence`, { state: 'looking' })).status, 404);
  for (const id of [crypto.randomUUID(), others.messageId])
    assert.equal((await office.ask('DELETE', `/api/v1/notes/${id}`)).status, 404);
  assert.equal((await office.ask('PUT', `${url('Ana')}/read-mark`, { noteId: crypto.randomUUID() })).status, 404);
  assert.equal((await office.ask('PUT', `${url('Ana')}/read-mark`, {})).status, 422);
  assert.equal(await world.count('notes'), before);
});

test('a note that is tried again with its key is one, and the key is for no other', async () => {
  const before = await world.count('notes');
  const tries = (
    key: string,
    body = 'Has a van',
    { by = office, name = 'Ana' as 'Ana' | 'Ben', mentions = [moId] } = {},
  ) => by.ask('POST', `${url(name)}/notes`, { body, mentions }, { 'idempotency-key': key });
  const [first, second] = await Promise.all([tries('van'), tries('van', ' Has a van ')]);
  assert.deepEqual([first.status, second.status, second.body], [201, 201, first.body]);
  for (const other of [
    await tries('van', 'Has two'),
    await tries('van', 'Has a van', { name: 'Ben' }),
    await tries('van', 'Has a van', { mentions: [] }),
  ])
    assert.deepEqual([other.status, other.body.code], [409, 'idempotency_key_reused']);
  assert.equal((await tries('two words')).status, 422);
  assert.equal(await world.count('notes'), before + 1);

  // The same words are another note with another key, and with the key of a colleague.
  const others = [await tries('van-2'), await tries('van', 'Has a van', { by: mo })];
  assert.equal(new Set([first, ...others].map(({ body }) => body.id)).size, 3);

  // Whoever still waits for the answer finds what has become of it.
  const { id } = first.body;
  await office.must('PATCH', `/api/v1/notes/${id}`, { body: 'Had a van' });
  assert.equal((await tries('van')).body.body, 'Had a van');

  // Once it is deleted, the same words are another note, also where the first is put back.
  const { actId } = await office.must('DELETE', `/api/v1/notes/${id}`);
  const anew = await tries('van');
  assert.deepEqual([anew.status, anew.body.body, anew.body.id === id], [201, 'Has a van', false]);
  await office.must('POST', `/api/v1/acts/${actId}/undo`, {});
  assert.deepEqual((await tries('van')).body, anew.body);
  assert.equal(await world.count('notes'), before + 4);
});

test('a note may say anything', async () => {
  const bodies = [
    'x'.repeat(4000),
    '<img src=x onerror=alert(1)>',
    '\u202etxet',
    "'; drop table notes; --",
    '👩‍👩‍👧',
    'H\ud83dalf',
  ];
  for (const body of bodies) await write(body);
  const stored = (await notes()).slice(-bodies.length).map(({ note }) => note.body);
  assert.deepEqual(stored, [...bodies.slice(0, -1), 'H\ufffdalf']);
});

test('everybody sees within a second who is at a conversation, and whoever comes is told', async () => {
  const live = await mo.listens();
  const conversationId = office.conversationWith('Ana');
  await office.must('PUT', `${url('Ana')}/presence`, { state: 'typing' });
  const hearing = live.hears('who types', ({ event }) => event === 'presence');
  const took = await tenths(() => hearing);
  const heard = await hearing;
  assert.deepEqual(heard.data, { conversationId, member: { id: noraId, name: 'Nora Lindqvist' }, state: 'typing' });
  assert.ok(took <= 20, `It took ${took} tenths of a second.`);
  assert.equal(heard.id, null, 'nobody comes back to it');
  const later = await pat.listens();
  assert.equal((await later.hears('who types', ({ event }) => event === 'presence')).data.state, 'typing');
  await office.must('PUT', `${url('Ana')}/presence`, { state: 'gone' });
  for (const stream of [live, later])
    await stream.hears('that they have gone', ({ event, data }) => event === 'presence' && data.state === 'gone');
  for (const state of ['sleeping', '', null])
    assert.equal((await office.ask('PUT', `${url('Ana')}/presence`, { state })).status, 422);
  live.close();
  later.close();
});
