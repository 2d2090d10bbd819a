import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { crew } from '../support/lively.ts';
import { openOfficeHours } from '../support/world.ts';
import { visit } from './chromium.ts';
import { openScreens } from './screens.ts';

const world = await openOfficeHours(crew);
const { office, url } = world;
const { enter, tour } = await openScreens(world);
// As the database may hold them from before they were read more strictly.
const turn = sql`name = name || chr(8297) || chr(8238)`;
for (const table of ['people', 'users', 'teams', 'groups'])
  await sql`update ${sql.table(table)} set ${turn}`.execute(world.app.floor.db);
await sql`update lines set label = label || chr(8297) || chr(8238)`.execute(world.app.floor.db);

/** What is said, shown or named with an override in it, unless it stands by itself in a part that keeps it apart. */
const turned = `(() => {
  const found = [];
  const walk = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (node.data.includes('\\u202e') && !node.parentElement.closest('bdi, option, script, textarea')) found.push(node.parentElement.outerHTML);
  }
  for (const part of document.querySelectorAll('*')) {
    for (const { name, value } of part.attributes) {
      // A label that is nothing but a name has nothing beside it.
      if (/^(aria-label|title|alt|placeholder)$/.test(name) && /\\u202e\\P{Cf}|\\P{Cf}.*\\u202e.*\\s/u.test(value)) found.push(name + ': ' + value);
    }
  }
  if (document.title.includes('\\u202e')) found.push('the title: ' + document.title);
  return [...new Set(found)];
})()`;

test('a name that turns the words around it turns none on any screen', async () => {
  const { page, close } = await visit(url);
  const found: string[] = [];
  const look = async (where: string) => {
    for (const fault of await page.evaluate<string[]>(turned)) found.push(`${where}: ${fault}`);
  };
  await tour(page, look);
  await enter(page, `/inbox/all/${office.conversationWith('Emre')}`);
  await page.getByText('closed this').waitFor();
  await look('a timeline');
  await page.getByRole('button', { name: 'Reopen' }).first().click();
  await page.getByText('is open again').first().waitFor();
  await look('what was done');
  assert.deepEqual(found, []);
  await close();
});
