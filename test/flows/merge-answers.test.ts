import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openAsking, openClock, saturday } from '../support/asking.ts';
import type { Json } from '../support/browser.ts';
import type { Name } from '../support/cast.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const names: Name[] = ['Ana', 'Ben', 'Chidi', 'Dana', 'Emre', 'Farah', 'Gus', 'Ivo', 'Jo', 'Kofi', 'Lena'];
const world = await openOfficeHours(names, { clock: openClock('2026-11-26T15:00:00Z') });
const { office, phone } = world;
const asking = openAsking(world);
const people: Record<string, Json> = {};
for (const person of (await office.must('GET', '/api/v1/people')).items) people[person.name] = person;

const merge = async (kept: Name, other: Name, take = {}): Promise<string> =>
  (await office.must('POST', `/api/v1/people/${people[kept].id}/merges`, { otherId: people[other].id, take })).id;
const undo = (id: string) => office.must('DELETE', `/api/v1/merges/${id}`);

/** Asks three. While the first two are one, the second answers for both; they are two again, and what he wrote is his. */
async function asks(one: Name, two: Name, three: Name): Promise<string> {
  const personIds = [one, two, three].map((name) => people[name].id);
  const question = await asking.saves({ ...saturday(personIds), name: `Of ${one}` });
  const { id: roundId } = await office.must('POST', `/api/v1/questions/${question.id}/rounds`, {});
  for (const name of [one, two, three]) await phone(name).shouldHear('Can you drive on Saturday?');
  const id = await merge(one, two, { phone: true });
  await phone(two).texts('Purple');
  await phone(two).shouldHear('Sorry, I did not understand. Please answer yes or no.');
  for (const name of [two, three]) await phone(name).texts('yes');
  await until('both answers', async () => {
    const standing = await asking.standing(roundId);
    return standing[one] === 'answered yes' && standing[three] === 'answered yes';
  });
  await undo(id);
  const standing = { [one]: 'answered yes', [two]: 'asked', [three]: 'answered yes' };
  assert.deepEqual(await asking.standing(roundId), standing);
  return roundId;
}

/** What names texts of asks, row by row. */
async function rows(): Promise<string[]> {
  const told = await world.query(sql`
    select to_jsonb(one)::text as row from answers as one union all
    select to_jsonb(one)::text from ask_texts as one union all
    select to_jsonb(one)::text from reply_matches as one order by 1`);
  return told.map(({ row }) => row);
}

test('an ask that gave way comes back with its texts, wherever those are by then', async () => {
  const roundId = await asks('Ana', 'Ben', 'Chidi');
  const before = await rows();
  const first = await merge('Chidi', 'Ana');
  const second = await merge('Dana', 'Ben');
  await undo(first);
  assert.equal((await asking.standing(roundId)).Ana, 'answered yes');
  await undo(second);
  assert.deepEqual(await rows(), before);
});

test('an ask that gave way comes back without those of its texts that are gone by then', async () => {
  const roundId = await asks('Emre', 'Farah', 'Gus');
  const before = await rows();
  const id = await merge('Gus', 'Emre');
  await office.must('DELETE', `/api/v1/people/${people.Farah.id}`);
  await undo(id);
  assert.deepEqual(await asking.standing(roundId), { Emre: 'answered yes', Gus: 'answered yes' });
  const left = before.filter((row) => !row.includes(people.Farah.conversationId));
  assert.ok(left.length < before.length);
  assert.deepEqual(await rows(), left);
});

/** Removes somebody for a while. */
async function without(name: Name, meanwhile: () => Promise<unknown>): Promise<void> {
  const isThere = async () => (await office.ask('GET', `/api/v1/people/${people[name].id}`)).status === 200;
  const { id } = await office.must('POST', '/api/v1/people-removals', { ids: [people[name].id], expected: 1 });
  await until(`${name} to be gone`, async () => !(await isThere()));
  await meanwhile();
  await office.must('POST', `/api/v1/people-removals/${id}/undo`);
  await until(`${name} to be back`, isThere);
}

test('whoever was removed comes back without what was of an ask that has given way since', async () => {
  await asks('Ivo', 'Jo', 'Kofi');
  await without('Jo', () => merge('Kofi', 'Ivo'));
  const said = (await office.messages('Jo')).map(({ body }) => body);
  assert.ok(said.includes('yes'), said.join());
});

test('an answer in the words of somebody else comes back with them, and with whoever was asked, wherever it is by then', async () => {
  const roundId = await asks('Chidi', 'Dana', 'Lena');
  const before = await rows();
  const nothing = async () => {};
  await without('Dana', nothing);
  assert.deepEqual(await rows(), before);
  await without('Chidi', nothing);
  assert.deepEqual(await rows(), before);
  await without('Chidi', () => merge('Gus', 'Dana'));
  const moved = (row: string) => row.replaceAll(people.Dana.conversationId, people.Gus.conversationId);
  assert.deepEqual(await rows(), before.map(moved).sort());
  await without('Chidi', () => office.must('DELETE', `/api/v1/people/${people.Gus.id}`));
  const gone = [people.Dana, people.Gus].map(({ conversationId }) => conversationId);
  assert.deepEqual(
    await rows(),
    before.filter((row) => !gone.some((id) => row.includes(id))),
  );
  assert.equal((await asking.standing(roundId)).Lena, 'answered yes');
});
