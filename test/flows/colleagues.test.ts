import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Json } from '../support/browser.ts';
import { type Name, nora } from '../support/cast.ts';
import { holding } from '../support/held.ts';
import { tenths } from '../support/own-time.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana', 'Ben', 'Chidi']);
const { office } = world;
type Someone = typeof office;

const own = async (someone: Someone) => (await someone.must('GET', '/api/v1/me')).id as string;
const setRole = (by: Someone, id: string, role: string) => by.ask('PATCH', `/api/v1/members/${id}`, { role });
const deactivate = (by: Someone, id: string) => by.ask('POST', `/api/v1/members/${id}/deactivation`);
const reactivate = (by: Someone, id: string) => by.ask('DELETE', `/api/v1/members/${id}/deactivation`);
const named = async (name: string) =>
  (await office.must('GET', '/api/v1/members')).items.find((member: { name: string }) => member.name === name);

test('the members of the team are listed with what they may do, and each knows which is theirs', async () => {
  const mo = await office.colleague('Mo');
  const { items } = await mo.must('GET', '/api/v1/members');
  assert.deepEqual(
    items.map(({ name, email, role, isYou, deactivatedAt }: Record<string, unknown>) => [
      name,
      email,
      role,
      isYou,
      deactivatedAt,
    ]),
    [
      [nora.name, nora.email, 'owner', false, null],
      ['Mo', 'mo@food-bank.example', 'member', true, null],
    ],
  );
  assert.ok(!Object.keys(items[0]).includes('userId'));
});

test('a member who is deactivated is out at once: their API, their live page and their sign-in', async () => {
  const pat = await office.colleague('Pat');
  await pat.texts('Ana', 'From Pat');
  const second = world.openOffice();
  assert.equal((await second.signsIn(pat.password, pat.email)).status, 200);
  const [live, alsoLive, ownersLive] = await Promise.all([pat.listens(), second.listens(), office.listens()]);

  const answer = await deactivate(office, pat.memberId);
  assert.equal(answer.status, 200);
  assert.ok(answer.body.deactivatedAt);
  assert.equal((await pat.ask('GET', '/api/v1/me')).status, 401);
  assert.equal((await pat.ask('POST', '/api/v1/people', { name: 'X', phones: ['+12125550199'] })).status, 401);
  assert.equal((await second.ask('GET', '/api/v1/conversations')).body.code, 'signed_out');
  const took = await tenths(async () => {
    for (const stream of [live, alsoLive]) {
      await stream.hears('the end', ({ event }) => event === 'signed-out');
      await until('the stream to end', () => stream.hasEnded());
    }
  });
  assert.ok(took <= 40, `It took ${took} tenths of a second.`);
  await ownersLive.hears('news of the team', ({ data }) => data.kind === 'team.changed');
  assert.equal(ownersLive.hasEnded(), false);
  ownersLive.close();

  // Only who knows the password learns that there is such an account, and that it sleeps.
  const right = await world.openOffice().signsIn(pat.password, pat.email);
  assert.deepEqual([right.status, right.body.code, right.headers.getSetCookie()], [403, 'DEACTIVATED', []]);
  const wrong = await world.openOffice().signsIn('not the password', pat.email);
  const nobody = await world.openOffice().signsIn('not the password', 'nobody@food-bank.example');
  assert.deepEqual([wrong.status, wrong.text], [401, nobody.text]);
  const [{ count }] = await world.query(
    sql`select count(*)::int as count from sessions join users on users.id = user_id where email = ${pat.email}`,
  );
  assert.equal(count, 0);

  assert.deepEqual((await named('Pat')).name, 'Pat');
  const text = (await office.messages('Ana')).at(-1) as unknown as { sentBy: { name: string } };
  assert.equal(text.sentBy.name, 'Pat');

  assert.equal((await reactivate(office, pat.memberId)).body.deactivatedAt, null);
  assert.equal((await pat.ask('GET', '/api/v1/me')).status, 401, 'An ended session does not come back.');
  assert.equal((await pat.signsIn(pat.password, pat.email)).status, 200);
  assert.equal((await pat.must('GET', '/api/v1/me')).id, pat.memberId);
});

test('whoever is deactivated has no conversations and is given none; let in again, they have what nobody took', async () => {
  const vic = await office.colleague('Vic');
  const assign = (name: Name, memberId: string | null) =>
    office.ask('PUT', `/api/v1/conversations/${office.conversationWith(name)}/assignee`, { memberId });
  const assignee = async (name: Name) =>
    (await office.must('GET', `/api/v1/conversations/${office.conversationWith(name)}`)).assignee?.name ?? null;
  const names: Name[] = ['Ana', 'Ben', 'Chidi'];
  const areOf = async (wanted: (string | null)[]) => {
    const whose = () => Promise.all(names.map(assignee));
    await until('the last conversation', async () => String(await whose()) === String(wanted)).catch(() => {});
    assert.deepEqual(await whose(), wanted);
  };
  for (const name of names) await assign(name, vic.memberId);
  await office.must('POST', `/api/v1/conversations/${office.conversationWith('Ben')}/closure`);
  const { actId } = (await assign('Chidi', null)).body;

  const live = await office.listens();
  await deactivate(office, vic.memberId);
  await areOf([null, null, null]);
  await live.hears('that Ana’s is nobody’s', ({ data }) => data.conversationId === office.conversationWith('Ana'));
  live.close();
  const refused = await assign('Ana', vic.memberId);
  assert.deepEqual([refused.status, Object.keys(refused.body.fields)], [422, ['memberId']]);
  // Nor by taking back that it was taken from them.
  assert.equal((await office.ask('POST', `/api/v1/acts/${actId}/undo`)).body.code, 'changed_since');
  const kept = await office.must('GET', `/api/v1/conversations/${office.conversationWith('Ana')}/timeline`);
  assert.deepEqual(
    kept.items.slice(-2).map(({ act }: Json) => [act.kind, act.member.name, act.assignee?.name ?? null]),
    [
      ['assigned', nora.name, 'Vic'],
      ['assigned', nora.name, null],
    ],
  );

  await assign('Ana', await own(office));
  await reactivate(office, vic.memberId);
  await areOf([nora.name, 'Vic', null]);

  for (let round = 0; round < 5; round++) {
    await reactivate(office, vic.memberId);
    await assign('Chidi', null);
    const [given, gone] = await Promise.all([assign('Chidi', vic.memberId), deactivate(office, vic.memberId)]);
    assert.deepEqual([[200, 422].includes(given!.status), gone!.status], [true, 200]);
    await areOf([nora.name, null, null]);
  }
});

test('whoever has very many conversations is out at once, and these are taken little by little', async () => {
  const zoe = await office.colleague('Zoe');
  const many = 1200;
  await world.query(sql`
    with each as materialized (select n, gen_random_uuid() as id from generate_series(1, ${many}) n),
    copies as (
      insert into people select copy.* from each, people pattern, jsonb_populate_record(pattern,
        jsonb_build_object('id', each.id, 'name', 'Person ' || n)) copy where pattern.name = 'Ana' returning id)
    insert into conversations select copy.* from each, conversations pattern, jsonb_populate_record(pattern,
      jsonb_build_object('id', gen_random_uuid(), 'person_id', each.id, 'assignee_id', ${zoe.memberId}::uuid)) copy
      where pattern.id = ${office.conversationWith('Ana')}`);
  const theirs = async (id: string | null) => {
    const [row] = await world.query(sql`select count(*)::int as count, min(id::text) as first from conversations
      where person_id in (select id from people where name like 'Person %') and assignee_id is not distinct from ${id}`);
    return row as { count: number; first: string };
  };
  const { first } = await theirs(zoe.memberId);
  await holding(
    world.app.floor.db,
    sql`select from conversations where id = ${first} for no key update`,
    async (queue) => {
      assert.equal(
        (await deactivate(office, zoe.memberId)).status,
        200,
        'A text that comes in just now is in nobody’s way.',
      );
      assert.equal((await zoe.ask('GET', '/api/v1/me')).status, 401);
      await queue(1);
    },
  );
  await until('nothing to be theirs', async () => (await theirs(null)).count === many);
  const together = await world.query(sql`select count(*)::int as count from acts
    where conversation_id is not null and batch_id = (
      select batch_id from acts where subject_id = ${zoe.memberId} and kind = 'member.deactivated')
    group by xmin::text order by 1`);
  assert.deepEqual(
    together.map(({ count }) => count),
    [200, 500, 500],
  );
  await reactivate(office, zoe.memberId);
  await until('all to be theirs again', async () => (await theirs(zoe.memberId)).count === many);
  // Out and in at once: whatever the one had taken by then, the other gives back.
  await Promise.all([deactivate(office, zoe.memberId), reactivate(office, zoe.memberId)]);
  await reactivate(office, zoe.memberId);
  const jobs = sql`select 1 from graphile_worker.jobs where task_identifier = 'hand-over'`;
  await until('the last hand-over', async () => (await world.query(jobs)).length === 0);
  assert.equal((await theirs(zoe.memberId)).count, many);
});

test('an undo that crosses a deactivation gives nothing to whoever goes', async () => {
  const ugo = await office.colleague('Ugo');
  const path = `/api/v1/conversations/${office.conversationWith('Ben')}/assignee`;
  await office.must('PUT', path, { memberId: ugo.memberId });
  const { actId } = await office.must('PUT', path, { memberId: null });
  const answers: ReturnType<typeof office.ask>[] = [];
  await holding(world.app.floor.db, sql`select from event_heads for update`, async (queue) => {
    answers.push(deactivate(office, ugo.memberId));
    await queue(1);
    answers.push(office.ask('POST', `/api/v1/acts/${actId}/undo`));
    await queue(2);
  });
  const [gone, undone] = await Promise.all(answers);
  assert.deepEqual([gone?.status, undone?.body.code], [200, 'changed_since']);
  assert.equal((await office.must('GET', `/api/v1/conversations/${office.conversationWith('Ben')}`)).assignee, null);
});

test('a session that began while its member was deactivated reaches nothing', async () => {
  const rae = await office.colleague('Rae');
  const live = await rae.listens();
  // As if signing in and deactivating had crossed: the session is there, and the member is not active.
  await world.query(sql`update members set deactivated_at = now() where id = ${rae.memberId}`);
  assert.equal((await rae.ask('GET', '/api/v1/me')).status, 401);
  await until('the stream to end', () => live.hasEnded());
});

test('deactivating, reactivating and a role once more change nothing, and are one act each', async () => {
  const sam = await office.colleague('Sam');
  const acts = async () =>
    (await office.must('GET', '/api/v1/acts')).items
      .filter((act: { colleague: { id: string } | null }) => act.colleague?.id === sam.memberId)
      .map((act: { kind: string }) => act.kind);
  for (const _ of [1, 2]) assert.equal((await deactivate(office, sam.memberId)).status, 200);
  const [first, second] = await Promise.all([1, 2].map(() => reactivate(office, sam.memberId)));
  assert.deepEqual([first!.status, second!.status], [200, 200]);
  for (const _ of [1, 2]) assert.equal((await setRole(office, sam.memberId, 'manager')).body.role, 'manager');
  assert.deepEqual(await acts(), ['member.role_changed', 'member.reactivated', 'member.deactivated', 'member.joined']);
});

test('owners may do all, managers all but what concerns owners, members none of it', async () => {
  const manager = await office.colleague('Mia', 'manager');
  const member = await office.colleague('Tom');
  const other = await office.colleague('Uma');
  const owner = await own(office);
  const refused = [
    await setRole(member, other.memberId, 'manager'),
    await setRole(member, member.memberId, 'owner'),
    await deactivate(member, other.memberId),
    await reactivate(member, other.memberId),
    await member.ask('GET', '/api/v1/acts'),
    await setRole(manager, manager.memberId, 'owner'),
    await setRole(manager, other.memberId, 'owner'),
    await setRole(manager, owner, 'member'),
    await deactivate(manager, owner),
    await reactivate(manager, owner),
  ];
  for (const [index, { status, body }] of refused.entries()) {
    assert.deepEqual([status, body.code], [403, 'forbidden'], String(index));
    assert.match(body.message, /[Oo]nly owners/);
  }
  assert.equal((await setRole(manager, other.memberId, 'manager')).status, 200);
  assert.equal((await setRole(manager, other.memberId, 'member')).status, 200);
  assert.equal((await deactivate(manager, other.memberId)).status, 200);
  assert.equal((await reactivate(manager, other.memberId)).status, 200);
  assert.equal((await manager.ask('GET', '/api/v1/acts')).status, 200);
  assert.equal((await setRole(office, manager.memberId, 'owner')).status, 200);
  assert.equal((await setRole(manager, other.memberId, 'owner')).status, 200);
  for (const each of [manager, other]) assert.equal((await setRole(office, each.memberId, 'member')).status, 200);

  for (const role of ['boss', '', null, 7, ['owner'], undefined]) {
    assert.equal((await setRole(office, other.memberId, role as string)).status, 422, String(role));
  }
  for (const id of [crypto.randomUUID(), 'x', "'; drop table members --"]) {
    assert.ok([404, 422].includes((await setRole(office, id, 'member')).status), id);
  }
});

test('the last owner stays one, also when two change at once', async () => {
  const owner = await own(office);
  const alone = await setRole(office, owner, 'member');
  assert.deepEqual([alone.status, alone.body.code], [409, 'last_owner']);
  assert.equal((await deactivate(office, owner)).body.code, 'last_owner');

  for (let round = 0; round < 5; round++) {
    const second = await office.colleague(`Second${round}`, 'owner');
    const answers = await Promise.all([setRole(office, owner, 'member'), setRole(second, second.memberId, 'member')]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
    const left = answers[0]!.status === 200 ? second : office;
    assert.equal((await setRole(left, owner, 'owner')).status, 200);
    assert.equal((await setRole(office, second.memberId, 'member')).status, 200);
  }
  for (let round = 0; round < 5; round++) {
    const second = await office.colleague(`Rival${round}`, 'owner');
    const answers = await Promise.all([deactivate(office, second.memberId), deactivate(second, owner)]);
    // The slower one is no member any more by the time it is their turn.
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 401]);
    if (answers[1]!.status === 200) {
      assert.equal((await reactivate(second, owner)).status, 200);
      await office.signsIn();
    }
    assert.equal((await setRole(office, second.memberId, 'member')).status, 200);
  }
  // A deactivated owner does not count as one.
  const gone = await office.colleague('Gone', 'owner');
  assert.equal((await deactivate(office, gone.memberId)).status, 200);
  assert.equal((await setRole(office, owner, 'member')).body.code, 'last_owner');
  const notOneself = await office.colleague('Own', 'owner');
  assert.equal((await deactivate(notOneself, notOneself.memberId)).body.code, 'own_account');
});
