import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32, inflateRawSync } from 'node:zlib';
import { sql } from 'kysely';
import type { Json } from '../support/browser.ts';
import { nora } from '../support/cast.ts';
import { manyAsked } from '../support/many-asked.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana']);
const { office, query, url } = world;
const question = await manyAsked(world, { people: 60, rounds: 1 });
const [round] = (await office.must('GET', `/api/v1/questions/${question.id}/rounds`)).items;

async function download(name: string): Promise<Buffer> {
  const answer = await fetch(`${url}/api/v1/rounds/${round.id}/${name}`, { headers: { cookie: office.cookie() } });
  assert.equal(answer.status, 200);
  return Buffer.from(await answer.arrayBuffer());
}

const rowsOf = async (search: string) =>
  (await download(`export.csv?${search}`)).toString().trim().split('\r\n').slice(1);

/** The files of an archive by its directory, as a spreadsheet finds them; each must be what its checksum says. */
function unzip(archive: Buffer): Map<string, string> {
  const end = archive.length - 22;
  assert.equal(archive.readUInt32LE(end), 0x06054b50);
  const files = new Map<string, string>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const [crc, packed, size] = [16, 20, 24].map((place) => archive.readUInt32LE(at + place)) as [
      number,
      number,
      number,
    ];
    const [name, start] = [archive.readUInt16LE(at + 28), archive.readUInt32LE(at + 42)];
    const begin = start + 30 + archive.readUInt16LE(start + 26);
    const bytes = inflateRawSync(archive.subarray(begin, begin + packed));
    assert.deepEqual([bytes.length, crc32(bytes)], [size, crc]);
    files.set(archive.subarray(at + 46, at + 46 + name).toString(), bytes.toString());
    at += 46 + name;
  }
  return files;
}

test('a workbook holds the same cells as the CSV, and nothing in it is a formula', async () => {
  await query(sql`update people set name = '=1+1 <&>' || chr(7) || ' José' where id = (
    select person_id from asks where round_id = ${round.id} limit 1)`);
  const files = unzip(await download('export.xlsx'));
  assert.ok(files.has('[Content_Types].xml') && files.has('xl/workbook.xml') && files.has('_rels/.rels'));
  const sheet = files.get('xl/worksheets/sheet1.xml') ?? '';
  assert.equal(sheet.match(/<row>/g)?.length, 61);
  assert.ok(sheet.includes('<t xml:space="preserve">=1+1 &lt;&amp;&gt; José</t>'));
  assert.doesNotMatch(sheet, /<f[ >]/, 'No cell is a formula.');
  assert.ok((await rowsOf('')).some((line) => line.includes(`'=1+1`)));
});

test('whoever downloads a round is named among the acts, with what they took', async () => {
  const taken = async () =>
    (await office.must('GET', '/api/v1/acts')).items.filter(({ kind }: Json) => kind === 'round.exported');
  const before = (await taken()).length;
  await download('export.csv');
  const acts = await taken();
  const [newest] = acts;
  assert.equal(acts.length, before + 1);
  assert.equal(newest.member.name, nora.name);
  assert.deepEqual(newest.after, { name: 'Saturday?', date: round.date, format: 'csv' });
  const unknown = await office.ask('GET', `/api/v1/rounds/${crypto.randomUUID()}/export.csv`);
  assert.deepEqual([unknown.status, (await taken())[0].id], [404, newest.id]);
});

test('a file holds those who are on the screen: of one answer or standing, with late answers counted or not', async () => {
  const stand = async (search: string) => (await rowsOf(search)).length;
  const counts = (await office.must('GET', `/api/v1/rounds/${round.id}`)).counts;
  assert.equal(await stand(''), 60);
  assert.equal(await stand('show=answered'), counts.answered);
  assert.equal(await stand('show=silent'), counts.asked + counts.closed);
  assert.equal(await stand('show=skipped'), counts.skipped);
  assert.equal((await stand('show=yes')) + (await stand('show=no')), counts.answered);
  await query(sql`update asks set answers = jsonb_set(answers, '{0,isLate}', 'true')
    where round_id = ${round.id} and state = 'answered'`);
  assert.equal(await stand('show=answered&late=out'), 0);
  assert.equal(await stand('show=silent&late=out'), counts.asked + counts.closed + counts.answered);
  assert.equal(await stand('show=nothing-like-it'), 0);
});
