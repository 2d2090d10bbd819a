import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openAsking, someday } from '../support/asking.ts';
import { openBroadcasting } from '../support/broadcasting.ts';
import type { Name } from '../support/cast.ts';
import { importing } from '../support/importing.ts';
import { jpeg } from '../support/pictures.ts';
import { inboundText, post } from '../support/twilio-posts.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

let ahead = 0;
const world = await openOfficeHours(['Ana', 'Ben', 'Chidi', 'Dana', 'Emre'], {
  clock: { now: () => new Date(Date.now() + ahead) },
});
const { office, phone, query, line } = world;
const broadcasts = openBroadcasting(world);
const asking = openAsking(world);
const desk = importing(office);

/** A word that stands in everything that is said by somebody, and of them. */
const markOf = (name: Name) => `quokka${name.toLowerCase()}`;
const digitsOf = (name: Name) => phone(name).number.slice(1);
const talkWith = (name: Name) => `/api/v1/conversations/${office.conversationWith(name)}`;
const idOf = async (name: Name): Promise<string> => (await office.must('GET', talkWith(name))).person.id;

/** In which tables a word stands, as a dump of the database has them, in any letters. */
async function tablesWith(word: string): Promise<string[]> {
  const tables = await query(sql`select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('public', 'graphile_worker')`);
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await query(sql`select from ${sql.raw(name)} as one where one::text ilike ${`%${word}%`} limit 1`);
    if (rows.length > 0) found.push(name.split('.')[1]);
  }
  return found.sort();
}

/** The files of ours that hold a word, in their names or bytes; of the pretend company's own ones nothing is said. */
const filesWith = (word: string) =>
  readdirSync(world.dataFolder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && !file.name.startsWith('carrier'))
    .map((file) => join(file.parentPath, file.name))
    .filter((path) => path.includes(word) || readFileSync(path).includes(word));
const pictures = () =>
  readdirSync(join(world.dataFolder, 'media'), { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map(({ name }) => name);

const tidies = () =>
  query(sql`select graphile_worker.add_job('upkeep', '{}'::json, job_key => 'upkeep', run_at => now())`);
/** Waits until nothing of somebody stands anywhere but in these tables: what is gone goes with the next upkeep. */
async function shouldStandOnlyIn(word: string, wanted: string[]): Promise<void> {
  let found: string[] = [];
  const isGone = async () => {
    await tidies();
    found = await tablesWith(word);
    return found.join() === wanted.join();
  };
  await until('the upkeep', isGone).catch(() => {});
  assert.deepEqual(found, wanted, word);
  assert.deepEqual(filesWith(word), []);
  assert.deepEqual(
    world.logged.filter((one) => one.includes(word)),
    [],
  );
}

/** Somebody is called, asked, answered, told of and noted down, each time with their word. */
async function lives(name: Name): Promise<string> {
  const id = await idOf(name);
  const mark = markOf(name);
  const talk = talkWith(name);
  await office.must('PATCH', `/api/v1/people/${id}`, { name: `${name} ${mark}`, fields: { Van: `${mark} seven` } });
  await phone(name).sends(`Hello, ${mark} here`, [['image/jpeg', jpeg(40, 30)]]);
  await office.texts(name, `Hello ${mark}`, `${mark}-key`);
  await phone(name).shouldHear(`Hello ${mark}`);
  await office.must('POST', `${talk}/messages`, {
    body: `Later, ${mark}`,
    sendAt: new Date(Date.now() + 3_600_000).toISOString(),
  });
  const { id: noteId } = await office.must('POST', `${talk}/notes`, { body: `Call ${mark}` });
  await office.must('PATCH', `/api/v1/notes/${noteId}`, { body: `Ring ${mark}` });
  await office.must('PUT', `${talk}/draft`, { body: `Are you, ${mark}`, caret: 3 });
  const { id: questionId } = await asking.saves(
    someday([id], { steps: [{ words: 'Which van?', answering: { kind: 'text' as const } }] }),
  );
  await office.must('POST', `/api/v1/questions/${questionId}/rounds`);
  await phone(name).shouldHear('Which van?');
  await phone(name).texts(`The ${mark} one`);
  const { id: broadcastId } = await broadcasts.writes('Bring boots, {first name}', await broadcasts.to(name));
  await broadcasts.dispatches(broadcastId);
  ahead += 60_000;
  await phone(name).shouldHear(`Bring boots, ${name}`);
  await phone(name).texts(`Boots ${mark}`);
  await until('the picture', async () => existsSync(join(world.dataFolder, 'media')) && pictures().length > 0);
  return id;
}

/** What was said about texting them, with their word wherever one can stand. */
async function speaksOfTexts(name: Name, id: string): Promise<void> {
  const mark = markOf(name);
  await office.must('POST', `/api/v1/people/${id}/consents`, {
    how: 'paper',
    givenAt: '2026-01-05T09:00:00Z',
    wording: `I, ${mark}, agree`,
    evidence: `The drawer of ${mark}`,
  });
  await office.must('PUT', `/api/v1/people/${id}/opt-out`, { words: `${mark} told me` });
  await office.must('DELETE', `/api/v1/people/${id}/opt-out`, { words: `${mark} did not` });
  await phone(name).texts(`Please take me off your list, ${mark}`);
}

const wordsOn = (name: Name) =>
  query(sql`select 'opt_out' as kind, words, null as wording, null as evidence, ended_at is null as is_open
      from opt_outs where address = ${phone(name).number}
    union all select kind, words, wording, evidence, false from consent_records where address = ${phone(name).number}
    union all select 'request', words, null, null, settled_at is null from stop_requests
      where address = ${phone(name).number} order by 1, 2`);

test('of whoever is removed for good nothing stands anywhere, but that their number is not texted', async () => {
  const id = await lives('Ana');
  await speaksOfTexts('Ana', id);
  // Also with a number that was theirs once.
  await office.must('PATCH', `/api/v1/people/${id}`, { phones: ['+14155550142'] });
  assert.ok((await tablesWith(markOf('Ana'))).length > 10);
  const before = await wordsOn('Ana');
  await office.must('DELETE', `/api/v1/people/${id}`);
  await shouldStandOnlyIn(markOf('Ana'), []);
  await shouldStandOnlyIn(digitsOf('Ana'), ['consent_records', 'opt_outs', 'stop_requests']);
  await shouldStandOnlyIn('14155550142', []);
  await until('the picture to go', async () => pictures().length === 0);
  const silent = { words: null, wording: null, evidence: null };
  assert.deepEqual(
    await wordsOn('Ana'),
    before.map((row) => ({ ...row, ...silent, ...(row.kind === 'request' && { words: '' }) })),
  );
  // Who asked is still to be heard.
  const [request] = (await office.must('GET', '/api/v1/stop-requests')).items;
  assert.deepEqual([request.address, request.person, request.words], [phone('Ana').number, null, '']);
  await office.must('POST', `/api/v1/stop-requests/${request.id}/decision`, { wantsNone: true });
  const [out] = (await office.must('GET', '/api/v1/opt-outs')).items;
  assert.deepEqual([out.address, out.how, out.words], [phone('Ana').number, 'member', null]);
});

test('of many the same, after the hour in which it can be undone; and undone all is said again', async () => {
  const id = await lives('Ben');
  await speaksOfTexts('Ben', id);
  const said = await wordsOn('Ben');
  const ids = [id];
  for (let n = 0; n < 6; n++) {
    const other = await office.must('POST', '/api/v1/people', { name: `Other ${n}`, phones: [`+1415555015${n}`] });
    ids.push(other.id);
  }
  const removes = async () => {
    const removal = await office.must('POST', '/api/v1/people-removals', { ids, expected: ids.length });
    const path = `/api/v1/people-removals/${removal.id}`;
    await until('the removal', async () => (await office.must('GET', path)).state === 'removed');
    return path;
  };
  const path = await removes();
  assert.deepEqual(
    (await wordsOn('Ben')).map(({ words }) => words || null),
    said.map(() => null),
  );
  await office.must('POST', `${path}/undo`);
  await until('the removal undone', async () => (await office.must('GET', path)).state === 'undone');
  assert.deepEqual(await wordsOn('Ben'), said);
  await removes();
  ahead += 62 * 60_000;
  await shouldStandOnlyIn(markOf('Ben'), []);
  await shouldStandOnlyIn(digitsOf('Ben'), ['consent_records', 'opt_outs', 'stop_requests']);
});

test('what a colleague who stays says with the number of somebody who went is theirs', async () => {
  const [chidi, dana] = [await idOf('Chidi'), await idOf('Dana')];
  await phone('Chidi').texts('Please take me off your list');
  // A number wanders from one to the other.
  await office.must('PATCH', `/api/v1/people/${chidi}`, { phones: ['+14155550143'] });
  await office.must('PATCH', `/api/v1/people/${dana}`, { phones: [phone('Dana').number, phone('Chidi').number] });
  await office.must('DELETE', `/api/v1/people/${chidi}`);
  const request = (await office.must('GET', '/api/v1/stop-requests')).items.at(-1);
  assert.deepEqual([request.words, request.person?.id], ['Please take me off your list', dana]);
});

test('a file that brought them has no cells of theirs any more, and is undone for the others', async () => {
  const rows = ['Name,Phone,Bay', 'Gus quokkagus,(612) 555-0107,quokkagus B', 'Hal,+16125550108,C'];
  const { id: importId } = await desk.checks(`${rows.join('\n')}\n`);
  await desk.writes(importId);
  const gus = (await office.must('GET', '/api/v1/people?search=quokkagus')).items[0];
  await office.must('DELETE', `/api/v1/people/${gus.id}`);
  await shouldStandOnlyIn('quokkagus', []);
  await shouldStandOnlyIn('555-0107', []);
  await shouldStandOnlyIn('16125550107', []);
  const [first, second] = await desk.rows(importId, 'new');
  assert.deepEqual([first!.name, first!.phones, first!.person], [null, [], null]);
  assert.deepEqual([second!.name, second!.phones], ['Hal', ['+16125550108']]);
  assert.equal((await desk.undoes(importId)).counts.kept, 0);
  assert.deepEqual((await office.must('GET', '/api/v1/people?search=Hal')).items, []);
});

test('what could not be taken in goes with them, but not a STOP', async () => {
  const emre = await idOf('Emre');
  for (const body of ['Hello quokkaemre', 'STOP'])
    await post(line.webhooks.inbound, inboundText(phone('Emre').number, body));
  await post(line.webhooks.inbound, inboundText(phone('Dana').number, 'Hello quokkadana'));
  const isTheirs = sql`payload like ${`%${digitsOf('Emre')}%`} or payload like '%quokkadana%'`;
  // As if they had not been understood.
  await query(sql`with calls as (delete from webhook_bundles returning team_id, calls, received_at)
    insert into webhook_events (team_id, id, line_id, url, payload, received_at)
    select team_id, split_part(call, ' ', 1)::uuid, split_part(call, ' ', 2)::uuid, split_part(call, ' ', 3),
      substr(call, length(split_part(call, ' ', 1) || split_part(call, ' ', 2) || split_part(call, ' ', 3)) + 4), received_at
    from calls, unnest(calls) as call`);
  await query(sql`update webhook_events set fault = 'Odd' where ${isTheirs}`);
  const parked = () => query(sql`select payload from webhook_events where fault is not null order by received_at`);
  assert.equal((await parked()).length, 3);
  await office.must('DELETE', `/api/v1/people/${emre}`);
  await shouldStandOnlyIn('quokkaemre', []);
  const left = (await parked()).map(({ payload }) => payload).join();
  assert.match(left, /Body=STOP/);
  assert.match(left, /quokkadana/);
  assert.equal((await parked()).length, 2);
});
