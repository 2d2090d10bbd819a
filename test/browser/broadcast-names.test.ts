import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openBroadcasting } from '../support/broadcasting.ts';
import { openOfficeHours } from '../support/world.ts';
import { visit } from './chromium.ts';

const world = await openOfficeHours(['Ana']);
const { office, url, query } = world;
const { writes, to, dispatches, read } = openBroadcasting(world);

test('a broadcast without a name is called by its first words for all, on one line, wherever it is named', async () => {
  const body =
    'Hi {first name|friend},\nring road closed from {my name} until Monday. Take the bridge, or the ferry, or stay.';
  const said = 'Ring road closed from until Monday. Take the bridge, or the…';
  const { id } = await writes(body, await to('Ana'));
  const { page, close } = await visit(`${url}/broadcasts`, { as: office });
  await page.getByRole('link', { name: said }).waitFor();
  await dispatches(id);
  assert.equal((await read(id)).name, said);

  // As earlier versions have named it.
  await query(sql`update broadcasts set name = ${body.split('\n')[0]} where id = ${id}`);
  await page.goto(`${url}/broadcasts/${id}`);
  const title = page.getByRole('heading', { level: 1 });
  await title.filter({ hasText: 'Ring road closed' }).waitFor();
  assert.equal(await title.textContent(), said);
  await query(sql`update broadcasts set name = 'Road' where id = ${id}`);
  await page.reload();
  await title.filter({ hasText: /^Road$/ }).waitFor();
  await close();
});
