import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { nora } from '../support/cast.ts';
import { holding } from '../support/held.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana', 'Ben', 'Chidi']);
const { office, line } = world;

interface Act {
  id: string;
  kind: string;
  member: { name: string };
  person: { name: string } | null;
  colleague: { name: string } | null;
  count: number;
  undoneAt: string | null;
  conversationId: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}
const acts = async (query = ''): Promise<{ items: Act[]; next: string | null }> =>
  office.must('GET', `/api/v1/acts${query}`);
const newest = async () => (await acts('?limit=1')).items[0]!;

test('what is done with people, lines and texts is kept, with who did it, and what was before', async () => {
  const [added] = (await acts()).items.filter(({ kind }) => kind === 'person.added');
  assert.deepEqual([added?.member.name, added?.person?.name], [nora.name, 'Chidi']);

  const mo = await office.colleague('Mo', 'manager');
  const { person } = await office.must('GET', `/api/v1/conversations/${office.conversationWith('Ana')}`);
  await mo.must('PATCH', `/api/v1/people/${person.id}`, { name: 'Ana Duarte', groups: ['Crew'] });
  const changed = await newest();
  assert.deepEqual(
    [changed.kind, changed.member.name, changed.person?.name, changed.before, changed.after],
    ['person.changed', 'Mo', 'Ana Duarte', { name: 'Ana', groups: [] }, { name: 'Ana Duarte', groups: ['Crew'] }],
  );

  const path = `/api/v1/lines/${line.id}`;
  await mo.must('POST', `${path}/pause`);
  await mo.must('POST', `${path}/pause`);
  const text = await office.texts('Ana', 'Gate B');
  await office.must('PATCH', `/api/v1/messages/${text.id}`, { body: 'Gate C' });
  await office.must('DELETE', `/api/v1/messages/${text.id}`);
  await office.must('DELETE', `/api/v1/messages/${text.id}`);
  await mo.must('DELETE', `${path}/pause`);
  await mo.must('PUT', `${path}/pace`, { segmentsPerSecond: 2 });
  const kept = (await acts('?limit=5')).items;
  assert.deepEqual(
    kept.map(({ kind, member }) => [kind, member.name]),
    [
      ['line.paced', 'Mo'],
      ['line.resumed', 'Mo'],
      ['message.canceled', nora.name],
      ['message.changed', nora.name],
      ['line.paused', 'Mo'],
    ],
  );
  assert.deepEqual([kept[0]?.before?.segmentsPerSecond, kept[0]?.after?.segmentsPerSecond], [null, 2]);
  assert.deepEqual([kept[3]?.before, kept[3]?.after, kept[3]?.person?.name], [{}, {}, 'Ana Duarte']);
});

test('a refused act is not kept, nor one that changed nothing for anybody else', async () => {
  const before = await newest();
  assert.equal((await office.ask('POST', '/api/v1/people', { name: '', phones: [] })).status, 422);
  assert.equal((await office.ask('PATCH', `/api/v1/lines/${crypto.randomUUID()}`, { label: 'X' })).status, 404);
  await office.must('PUT', `/api/v1/conversations/${office.conversationWith('Ana')}/unread-mark`);
  assert.deepEqual(await newest(), before);
});

test('what was done to many at once is one line, and says when it was taken back', async () => {
  const ids = ['Ana', 'Ben', 'Chidi'].map((name) => office.conversationWith(name as 'Ana'));
  const pia = await office.colleague('Pia');
  const { actId } = await office.must('POST', '/api/v1/conversation-acts', {
    ids,
    act: 'assign',
    memberId: pia.memberId,
  });
  const given = await newest();
  assert.deepEqual(
    [given.kind, given.count, given.colleague?.name, given.undoneAt],
    ['conversation.assigned', 3, 'Pia', null],
  );
  await office.must('POST', `/api/v1/acts/${actId}/undo`);
  const undone = await newest();
  assert.deepEqual([undone.id, undone.count], [given.id, 3]);
  assert.ok(undone.undoneAt);
});

test('the practice crew is met in one act', async () => {
  const { items } = await office.must('POST', '/api/v1/practice-crew');
  const met = await newest();
  // Three of them were known.
  assert.deepEqual([met.kind, met.count], ['person.added', items.length - 3]);
  await office.must('POST', '/api/v1/practice-crew');
  assert.equal((await newest()).id, met.id);
});

test('the list goes back page by page without losing or repeating an act', async () => {
  const all = (await acts('?limit=200')).items.map(({ id }) => id);
  const paged: string[] = [];
  let next: string | null = '';
  while (next !== null) {
    const page = await acts(`?limit=3${next && `&after=${next}`}`);
    paged.push(...page.items.map(({ id }) => id));
    next = page.next;
  }
  assert.deepEqual(paged, all);
  for (const wrong of ['x', 'e30', Buffer.from('{"id":"x"}').toString('base64url')]) {
    const answer = await office.ask('GET', `/api/v1/acts?after=${wrong}`);
    assert.deepEqual([answer.status, answer.body.code], [400, 'unreadable'], wrong);
  }
});

test('a change that crosses the removal of its person is refused, and leaves nothing of them behind', async () => {
  for (const change of [{ name: 'Zenobia' }, { phones: ['+14155552699'], groups: ['Zenobia'] }]) {
    const { id } = await office.must('POST', '/api/v1/people', { name: 'Q', phones: ['+14155552698'] });
    const answers: Promise<{ status: number }>[] = [];
    await holding(world.app.floor.db, sql`select from people where id = ${id} for no key update`, async (queue) => {
      answers.push(office.ask('DELETE', `/api/v1/people/${id}`));
      await queue(1);
      answers.push(office.ask('PATCH', `/api/v1/people/${id}`, change));
      await queue(2);
    });
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    assert.deepEqual(statuses, [204, 404], JSON.stringify(change));
  }
  assert.ok(!JSON.stringify(await world.query(sql`select * from acts`)).includes('Zenobia'));
});

test('of a person who is removed the acts tell nothing any more but that they were', async () => {
  const { person } = await office.must('GET', `/api/v1/conversations/${office.conversationWith('Ana')}`);
  await office.must('DELETE', `/api/v1/people/${person.id}`);
  const [removed, ...others] = (await acts('?limit=200')).items;
  assert.deepEqual([removed?.kind, removed?.person, removed?.before], ['person.removed', null, null]);
  assert.ok(others.some(({ kind, person, before }) => kind === 'message.changed' && !person && !before));
  const stored = JSON.stringify(await world.query(sql`select * from acts`));
  for (const words of ['Ana Duarte', 'Gate C', 'Crew']) assert.ok(!stored.includes(words), words);
});
