import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { importing } from '../support/importing.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

let ahead = 0;
const world = await openOfficeHours(['Ana', 'Ben'], { clock: { now: () => new Date(Date.now() + ahead) } });
const { office, query, count } = world;
const desk = importing(office);

const csv = (...rows: string[]) => `${rows.join('\n')}\n`;

const day = 24 * 3_600_000;
const upkeep = () =>
  query(sql`select graphile_worker.add_job('upkeep', '{}'::json, job_key => 'upkeep', run_at => now())`);

test('what was written a day ago can be undone, however old its file is; a week later nothing can be done with it', async () => {
  const before = await count('people');
  const late = await desk.checks(csv('Name,Phone', 'Late,+14155558101', 'Later,+14155558102'));
  const stopped = await desk.checks(csv('Name,Phone', 'Half,+14155558103'));
  const idle = await desk.checks(csv('Name,Phone', 'Idle,+14155558104'));
  ahead = 6.5 * day;
  await desk.writes(late.id);
  await query(sql`update imports set state = 'stopped', written_at = ${new Date(Date.now() + ahead - 8 * day)}
    where id = ${stopped.id}`);
  ahead = 7.2 * day;
  // One that is just running puts the next one off.
  await until(
    'the one that was never written to go',
    async () => (await upkeep()) && (await query(sql`select from imports where id = ${idle.id}`)).length === 0,
  );
  await until(
    'the rows of the stopped one to go',
    async () =>
      (await upkeep()) && (await query(sql`select from import_rows where import_id = ${stopped.id}`)).length === 0,
  );
  const again = await office.ask('POST', `/api/v1/imports/${stopped.id}/writing`);
  assert.deepEqual([again.status, again.body.code], [409, 'too_late']);
  assert.equal((await desk.undoes(late.id)).counts.kept, 0);
  assert.equal(await count('people'), before, 'Both are taken back.');
  ahead = 0;
});

test('whoever begins to write in the moment of the upkeep writes all', async () => {
  const checked = await desk.checks(csv('Name,Phone', 'Moment,+14155558201'));
  await query(sql`update imports set created_at = ${new Date(Date.now() - 30 * day)} where id = ${checked.id}`);
  await world.app.floor.db.transaction().execute(async (db) => {
    // Somebody presses the button: what they do is not over yet when the upkeep comes.
    await sql`update imports set state = 'writing' where id = ${checked.id}`.execute(db);
    await upkeep();
    await until(
      'the upkeep to wait',
      async () =>
        (
          await query(
            sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
              and query like '%from imports%'`,
          )
        ).length > 0,
    );
  });
  await until(
    'the upkeep to be over',
    async () =>
      (await query(sql`select from graphile_worker.jobs where key = 'upkeep' and locked_at is null and run_at > now()`))
        .length > 0,
  );
  assert.equal((await office.must('GET', `/api/v1/imports/${checked.id}`)).state, 'writing');
  assert.equal((await query(sql`select from import_rows where import_id = ${checked.id}`)).length, 1);
  await query(sql`update imports set state = 'checked' where id = ${checked.id}`);
});

test('what a colleague did between the look and the writing stays when it is undone, and a number that was taken is noted', async () => {
  const add = (name: string, phone: string) =>
    office.must('POST', '/api/v1/people', { name, phones: [phone], fields: { Shift: 'Old' } });
  const [pat, quinn] = [await add('Pat', '+14155558301'), await add('Quinn', '+14155558302')];
  const checked = await desk.checks(
    csv(
      'Name,Phone,Phone 2,Shift,Group',
      'Pat,+14155558301,+14155558303,New,Cooks',
      'Quinn,+14155558302,+14155558304,New,Fresh',
    ),
    { defaults: { existing: 'replace' } },
  );
  await office.must('PATCH', `/api/v1/people/${pat.id}`, {
    phones: ['+14155558301', '+14155558303'],
    groups: ['Cooks'],
    fields: { Shift: 'New' },
  });
  await add('Rae', '+14155558304');
  await desk.writes(checked.id);
  const rows = await desk.rows(checked.id, 'change');
  assert.deepEqual(
    rows.map(({ reason, about }) => [reason, about]),
    [
      ['Somebody got this number while the import was under way.', '+14155558303'],
      ['Somebody got this number while the import was under way.', '+14155558304'],
    ],
  );
  await desk.undoes(checked.id);
  const now = async (id: string) => {
    const { phones, groups, fields } = await office.must('GET', `/api/v1/people/${id}`);
    return [phones, groups, fields];
  };
  assert.deepEqual(await now(pat.id), [['+14155558301', '+14155558303'], ['Cooks'], { Shift: 'New' }]);
  assert.deepEqual(await now(quinn.id), [['+14155558302'], [], { Shift: 'Old' }]);
});

const groups = async () => (await office.must('GET', '/api/v1/groups')).items as { id: string; name: string }[];

test('whoever read a person before an import changed them does not write over it, nor over its undoing', async () => {
  const add = (name: string, phone: string) =>
    office.must('POST', '/api/v1/people', { name, phones: [phone], fields: { Shift: 'Old' } });
  // Of one a field is changed, to the other a number is added.
  const both = [await add('Sam', '+14155558901'), await add('Tim', '+14155558902')];
  const checked = await desk.checks(
    csv('Name,Phone,Phone 2,Shift', 'Sam,+14155558901,,New', 'Tim,+14155558902,+14155558903,Old'),
    { defaults: { existing: 'replace' } },
  );
  const moves = ({ id, version }: { id: string; version: number }) =>
    office.ask('PATCH', `/api/v1/people/${id}`, { timeZone: 'America/Denver', version });
  await desk.writes(checked.id);
  for (const person of both) {
    const { status, body } = await moves(person);
    assert.deepEqual([status, body.code, body.changed.by], [409, 'changed_since', null]);
  }
  const written = await Promise.all(both.map(({ id }) => office.must('GET', `/api/v1/people/${id}`)));
  await desk.undoes(checked.id);
  for (const person of written) assert.equal((await moves(person)).status, 409);
});

test('undoing removes the groups that were made, unless somebody is in them or uses them, and makes none again', async () => {
  await office.must('POST', '/api/v1/people', { name: 'Sid', phones: ['+14155558401'], groups: ['Bakers'] });
  const file = csv(
    'Name,Phone,Groups',
    'Tia,+14155558402,bakers; Made; Deleted; In use; Joined',
    'Sid,+14155558401,made; Deleted',
  );
  const checked = await desk.checks(file);
  assert.deepEqual((await desk.rows(checked.id, 'new'))[0].groups, ['Bakers', 'Made', 'Deleted', 'In use', 'Joined']);
  assert.deepEqual((await desk.rows(checked.id, 'change'))[0].groups, ['Made', 'Deleted']);
  await desk.writes(checked.id);
  const idOf = async (name: string) => (await groups()).find((group) => group.name === name)?.id;
  await office.must('DELETE', `/api/v1/groups/${await idOf('Deleted')}`);
  const rule = { match: 'all', conditions: [{ kind: 'group', groupId: await idOf('In use'), isIn: true }] };
  await office.must('POST', '/api/v1/groups', { name: 'By rule', rule });
  await office.must('POST', '/api/v1/people', { name: 'Una', phones: ['+14155558403'], groups: ['Joined'] });
  const undone = await desk.undoes(checked.id);
  assert.equal(undone.counts.kept, 0);
  const names = (await groups()).map(({ name }) => name);
  assert.deepEqual(
    ['Bakers', 'Made', 'Deleted', 'In use', 'Joined'].map((name) => names.includes(name)),
    [true, false, false, true, true],
  );
});

test('who has become one with somebody since, or is named in a broadcast that has not left, stays and is listed', async () => {
  const checked = await desk.checks(
    csv('Name,Phone', 'Merged,+14155558501', 'Named,+14155558502', 'Nobody,+14155558503'),
  );
  await desk.writes(checked.id);
  const find = async (search: string) => (await office.must('GET', `/api/v1/people?search=${search}`)).items[0];
  const [ana, merged, named] = [await find('Ana'), await find('5558501'), await find('5558502')];
  await office.must('POST', `/api/v1/people/${ana.id}/merges`, { otherId: merged.id, take: {} });
  await office.must('POST', '/api/v1/broadcasts', {
    body: 'Hi',
    audience: { groupIds: [], personIds: [named.id], exceptGroupIds: [], exceptPersonIds: [] },
  });
  assert.equal((await desk.undoes(checked.id)).counts.kept, 2);
  assert.deepEqual(
    (await desk.rows(checked.id, 'kept')).map(({ keptBecause, person }) => [keptBecause, person.id]),
    [
      ['edited', ana.id],
      ['used', named.id],
    ],
  );
});

test('a file makes no more groups than a team can have', async () => {
  const have = (await groups()).length;
  const rows = Array.from({ length: 1100 }, (_, n) => `P${n},+1415${7_000_000 + n},Group ${n}`);
  const checked = await desk.checks(csv('Name,Phone,Groups', ...rows, 'Last,+14157009999,group 0'));
  assert.deepEqual([checked.counts.new, checked.counts.rejected], [501 - have, 600 + have]);
  const [rejected] = await desk.rows(checked.id, 'rejected');
  assert.deepEqual([rejected.reason, rejected.about], ['A team can have 500 groups.', `Group ${500 - have}`]);
  // Somebody is quicker: what there is no room for any more is noted.
  await office.must('POST', '/api/v1/groups', { name: 'Quick' });
  await desk.writes(checked.id);
  assert.equal((await groups()).length, 500);
  assert.equal(
    (await desk.rows(checked.id, 'new')).filter(({ reason }) => reason === 'A team can have 500 groups.').length,
    1,
  );
  await desk.undoes(checked.id);
  assert.equal((await groups()).length, have + 1);
});
