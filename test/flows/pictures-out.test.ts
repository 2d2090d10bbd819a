import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { addMember, listTeams } from '../../src/domain/teams/teams.ts';
import type { Name } from '../support/cast.ts';
import { gif, jpeg, png, webp } from '../support/pictures.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

let offsetMs = 0;
const clock = { now: () => new Date(Date.now() + offsetMs) };
const world = await openOfficeHours(['Ana', 'Ben', 'Chidi', 'Dana'], { clock });
const { office, phone, carrier, query, dataFolder, url } = world;

const upload = (bytes: Buffer | string, type = 'image/jpeg') =>
  office.ask('POST', '/api/v1/media', bytes, { 'content-type': type });
const uploaded = async (bytes: Buffer): Promise<string> => {
  const answer = await upload(bytes);
  assert.equal(answer.status, 201, answer.text);
  return answer.body.id;
};
const pathOf = (name: Name) => `/api/v1/conversations/${office.conversationWith(name)}/messages`;
const write = (name: Name, body: string, more: object = {}) => office.must('POST', pathOf(name), { body, ...more });

/** The newest text on somebody's phone, as soon as it has pictures, with the bytes of the first. */
async function pictureAt(name: Name) {
  const text = await until('a picture on the phone', async () => {
    return (await phone(name).screen()).findLast(({ media }) => media.length > 0);
  });
  const answer = await fetch(`${carrier.url}${text.media[0]!.url}`);
  return { ...text, bytes: Buffer.from(await answer.arrayBuffer()) };
}

test('a picture goes out without its place, and is on the phone and in the thread', async () => {
  const photo = jpeg(400, 300, { tellsAll: true });
  const first = await upload(photo);
  assert.deepEqual([first.status, first.body.type, first.body.width, first.body.height], [201, 'image/jpeg', 400, 300]);
  const own = await fetch(`${url}/api/v1/media/${first.body.id}`, { headers: { cookie: office.cookie() } });
  assert.equal(own.status, 200);

  const text = await write('Ana', 'Gate B', { mediaIds: [first.body.id], mediaAlts: ['A map of the gates'] });
  const [media] = text.media;
  assert.deepEqual(
    [media.type, media.width, media.alt, media.state],
    ['image/jpeg', 400, 'A map of the gates', 'stored'],
  );
  assert.equal(text.segments, 1);
  const seen = await pictureAt('Ana');
  assert.deepEqual([seen.body, seen.media[0]!.contentType], ['Gate B', 'image/jpeg']);
  assert.ok(photo.includes('GPS') && !seen.bytes.includes('GPS'));
  const screen = await office.must('GET', `/api/v1/practice/phones/${encodeURIComponent(phone('Ana').number)}/texts`);
  const shown = await fetch(`${url}${screen.items.at(-1).pictures[0]}`, { headers: { cookie: office.cookie() } });
  assert.deepEqual([shown.status, shown.headers.get('content-type')], [200, 'image/jpeg']);
  assert.equal((await office.ask('GET', '/api/v1/practice/media/ME0')).status, 404);
  await office.shouldSeeStatus('Ana', 'delivered');
  const again = await office.ask('POST', pathOf('Ana'), { body: 'Twice', mediaIds: [first.body.id] });
  assert.deepEqual([again.status, Object.keys(again.body.fields)], [422, ['mediaIds']], 'A picture is sent once.');
});

test('a picture needs no words, and several go in their order', async () => {
  const ids = [await uploaded(png(20, 10)), await uploaded(gif(30, 10)), await uploaded(webp(40, 10))];
  const text = await write('Ben', '', { mediaIds: ids.toReversed() });
  assert.deepEqual(
    text.media.map(({ width }: { width: number }) => width),
    [40, 30, 20],
  );
  const seen = await pictureAt('Ben');
  assert.deepEqual(
    [seen.body, ...seen.media.map(({ contentType }) => contentType)],
    ['', 'image/webp', 'image/gif', 'image/png'],
  );
  assert.equal((await office.ask('POST', pathOf('Ben'), { body: ' ', mediaIds: [] })).status, 422);
});

test('the same key with the same pictures is the same text, and with others it is refused', async () => {
  const [one, two] = [await uploaded(png(20, 10)), await uploaded(png(30, 10))];
  const write = (mediaIds: string[]) =>
    office.ask('POST', pathOf('Ben'), { body: 'Look', mediaIds }, { 'idempotency-key': 'pictures' });
  const first = await write([one]);
  assert.equal(first.status, 201, first.text);
  assert.equal((await write([one.toUpperCase()])).body.id, first.body.id);
  // A page that has had no answer knows no other id: when it takes the text back, it chooses the picture again.
  assert.equal((await office.ask('GET', `/api/v1/media/${one}`)).status, 200);
  for (const others of [[two], [], [one, two]]) {
    const other = await write(others);
    assert.deepEqual([other.status, other.body.code], [409, 'idempotency_key_reused'], String(others));
  }
});

test('what is no picture that can be sent is refused in words', async () => {
  const broken = jpeg(40, 30, { tellsAll: true });
  const cases: [bytes: Buffer | string, status: number, words: RegExp][] = [
    ['', 422, /broken/],
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', 422, /Only JPEG/],
    ['<script>alert(1)</script>', 422, /Only JPEG/],
    [broken.subarray(0, broken.indexOf('a comment')), 422, /broken/],
    [png(14_000, 14_000), 422, /50 million/],
    [Buffer.alloc(5 * 1024 * 1024 + 1), 413, /5 MB/],
  ];
  for (const [bytes, status, words] of cases) {
    const answer = await upload(bytes);
    assert.equal(answer.status, status, answer.text);
    assert.match(answer.body.fields.file, words);
  }
  const anyone = await fetch(`${url}/api/v1/media`, { method: 'POST', body: new Uint8Array(png(2, 2)) });
  assert.equal(anyone.status, 401);
  for (const mediaIds of [[crypto.randomUUID()], ['x'], Array(11).fill(await uploaded(png(2, 2)))]) {
    assert.equal((await office.ask('POST', pathOf('Ben'), { body: 'No', mediaIds })).status, 422);
  }
});

test('a picture that waits is for whoever chose it', async () => {
  const id = await uploaded(png(20, 10));
  const [team] = await listTeams(world.app.floor);
  const otis = {
    name: 'Otis',
    email: 'otis@food-bank.example',
    password: 'eight green pears',
    role: 'member',
  } as const;
  await addMember(team!, otis);
  const other = world.openOffice();
  await other.signsIn(otis.password, otis.email);
  assert.equal((await other.ask('GET', `/api/v1/media/${id}`)).status, 404);
  assert.equal((await other.ask('POST', pathOf('Ben'), { body: 'Mine', mediaIds: [id] })).status, 422);
  await write('Ben', 'Ours', { mediaIds: [id] });
});

test('the sweep leaves a picture that is just being chosen', async () => {
  const isDone = async () =>
    (
      await query(
        sql`select run_at > now() + interval '1 hour' as is_done from graphile_worker.jobs where key = 'upkeep'`,
      )
    )[0]?.is_done;
  const { answer } = await world.app.floor.db.transaction().execute(async (db) => {
    await sql`select from members for update`.execute(db);
    const answer = upload(png(21, 10));
    await until('the picture to be noted', async () => {
      const waits = sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      return (await query(waits)).length > 0;
    });
    await query(sql`select graphile_worker.add_job('upkeep', '{}'::json, job_key => 'upkeep', run_at => now())`);
    await until('the sweep', isDone);
    return { answer };
  });
  const { status, body } = await answer;
  assert.equal(status, 201);
  assert.equal((await office.ask('GET', `/api/v1/media/${body.id}`)).status, 200);
});

test('only the address that we made opens a picture, and only for a while', async () => {
  const id = await uploaded(png(20, 10));
  await write('Chidi', 'Look', { mediaIds: [id] });
  await pictureAt('Chidi');
  const address = (await carrier.log()).at(-1)?.mediaUrls?.[0] ?? '';
  assert.ok(address.startsWith(`${url}/media/`));
  const open = async (path: string) => {
    const answer = await fetch(path);
    await answer.arrayBuffer();
    return answer;
  };
  const answer = await open(address);
  assert.deepEqual(
    ['content-type', 'content-security-policy', 'x-content-type-options', 'cache-control'].map((name) =>
      answer.headers.get(name),
    ),
    ['image/png', "sandbox; default-src 'none'", 'nosniff', 'no-store'],
  );
  const token = address.slice(address.lastIndexOf('/') + 1);
  const changed = [...token].map(
    (letter, at) => token.slice(0, at) + (letter === 'A' ? 'B' : 'A') + token.slice(at + 1),
  );
  for (const wrong of [changed[3]!, changed[30]!, changed[60]!, 'x', '.', `${'A'.repeat(48)}.${'A'.repeat(32)}`, '%00'])
    assert.equal((await open(`${url}/media/${wrong}`)).status, 404, wrong);
  offsetMs = 7 * 3_600_000;
  assert.equal((await open(address)).status, 404);
  offsetMs = 0;
});

test('a text with a picture that failed is sent again with it, from the same file', async () => {
  await phone('Dana').behaves({ power: 'off' });
  const id = await uploaded(png(33, 10));
  const text = await write('Dana', 'Map', { mediaIds: [id], mediaAlts: ['A map'] });
  await office.shouldSeeStatus('Dana', 'undelivered');
  await phone('Dana').behaves({});
  const again = await office.must('POST', `/api/v1/messages/${text.id}/retry`);
  assert.deepEqual([again.media[0].width, again.media[0].alt], [33, 'A map']);
  await pictureAt('Dana');
});

test('a picture that nobody sends goes after a day, and those that were sent stay', async () => {
  const id = await uploaded(png(20, 10));
  const files = () =>
    readdirSync(join(dataFolder, 'media'), { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  const isThere = () => files().some(({ name }) => name === id);
  assert.ok(existsSync(join(dataFolder, 'media')) && isThere());
  await query(sql`update uploads set created_at = created_at - interval '25 hours' where id = ${id}`);
  await until('the picture to go', async () => {
    await query(sql`select graphile_worker.add_job('upkeep', '{}'::json, job_key => 'upkeep', run_at => now())`);
    await new Promise((resolve) => setTimeout(resolve, 200));
    return !isThere();
  });
  const sent = await query(sql`select file_id from media where state = 'stored'`);
  const kept = new Set(files().map(({ name }) => name));
  assert.ok(sent.length > 4 && sent.every(({ file_id: fileId }) => kept.has(fileId)));
});
