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
  await upkeep();
  await until(
    'the one that was never written to go',
    async () => (await query(sql`select from imports where id = ${idle.id}`)).length === 0,
  );
  await until(
    'the rows of the stopped one to go',
    async () => (await query(sql`select from import_rows where import_id = ${stopped.id}`)).length === 0,
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
