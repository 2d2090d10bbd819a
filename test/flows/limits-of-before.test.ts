import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { prefixesOf } from '../../src/platform/countries-of-numbers.ts';
import { openDatabase } from '../../src/platform/database.ts';
import { migrate } from '../../src/platform/migrations.ts';
import { cloneDatabase } from '../support/database.ts';

const landed = new URL('../../db/migrations/', import.meta.url);
const { url } = await cloneDatabase();
const { pool, close } = openDatabase(url);
const folder = await mkdtemp(join(tmpdir(), 'hearback-migrations-'));
after(async () => {
  await close();
  await rm(folder, { recursive: true });
});

test('a team of before goes on texting the countries of its people, and asks when it has always asked', async () => {
  for (const name of await readdir(landed)) if (name < '0108') await cp(new URL(name, landed), join(folder, name));
  await pool.query('drop schema public cascade; drop schema if exists graphile_worker cascade; create schema public');
  await migrate(pool, pathToFileURL(`${folder}/`));
  const [team, person] = [randomUUID(), randomUUID()];
  await pool.query(
    "insert into teams (id, name, time_zone, country, created_at) values ($1, 'T', 'UTC', 'US', now())",
    [team],
  );
  await pool.query(
    "insert into people (team_id, id, name, is_practice, fields, created_at) values ($1, $2, 'Ana', false, '{}', now())",
    [team, person],
  );
  const phones = ['+12125550101', '+18765551234', '+447400123456', '+4915112345678', '+77012345678', '40404', 'BANK'];
  for (const [position, phone] of phones.entries()) {
    const kind = phone.startsWith('+') ? 'phone_number' : /\d/.test(phone) ? 'short_code' : 'sender_name';
    await pool.query(
      `insert into phones (team_id, address, kind, person_id, position, created_at) values ($1, $2, $3, $4, $5, now())`,
      [team, phone, kind, person, position],
    );
  }
  await migrate(pool);
  const { rows } = await pool.query('select countries, keeps_hours, questions_keep_hours, cap, new_abroad from limits');
  const countries = ['DE', 'GB', 'JM', 'KZ', 'US'];
  assert.deepEqual(rows, [{ countries, keeps_hours: true, questions_keep_hours: false, cap: null, new_abroad: 100 }]);
  const abroad = await pool.query('select abroad from limits');
  assert.deepEqual(abroad.rows[0].abroad, prefixesOf(countries, 'US'));
  const counted = await pool.query('select country, count from reached_abroad order by country');
  assert.deepEqual(
    counted.rows,
    ['DE', 'GB', 'JM', 'KZ'].map((country) => ({ country, count: 0 })),
  );
});
