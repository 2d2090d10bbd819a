import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Name } from '../support/cast.ts';
import { otherTeam } from '../support/other-team.ts';
import { gif, jpeg, png, webp } from '../support/pictures.ts';
import { inboundText, post } from '../support/twilio-posts.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana', 'Ben', 'Chidi', 'Dana', 'Emre', 'Farah']);
const { office, phone, carrier, line, query, dataFolder } = world;

/** What came with the newest text of somebody, once it is settled. */
async function settled(name: Name) {
  return until('the files to be fetched or given up', async () => {
    const media = (await office.messages(name)).at(-1)?.media ?? [];
    return media.length > 0 && media.every(({ state }) => state !== 'waiting') && media;
  });
}

async function fetchFile(id: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${world.url}/api/v1/media/${id}`, { headers: { cookie: office.cookie(), ...headers } });
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
}

const filesOnDisk = () =>
  existsSync(join(dataFolder, 'media'))
    ? readdirSync(join(dataFolder, 'media'), { recursive: true, withFileTypes: true }).filter((each) => each.isFile())
    : [];

test('a picture is fetched, stored without its place and time, and shown with its size', async () => {
  const live = await office.listens();
  const photo = jpeg(400, 300, { tellsAll: true, orientation: 6 });
  assert.equal(await phone('Ana').sends('My lorry', [['image/jpeg', photo]]), 204);
  const [picture] = await settled('Ana');
  const wanted = {
    contentType: 'image/jpeg',
    index: 0,
    alt: null,
    type: 'image/jpeg',
    width: 300,
    height: 400,
    state: 'stored',
  };
  assert.deepEqual({ ...picture, id: '', bytes: 0 }, { ...wanted, id: '', bytes: 0 });

  const { response, bytes } = await fetchFile(picture!.id);
  assert.equal(response.status, 200);
  assert.equal(bytes.length, picture!.bytes);
  assert.ok(photo.includes('GPS') && !bytes.includes('GPS'));
  const { headers } = response;
  assert.equal(headers.get('content-type'), 'image/jpeg');
  assert.match(headers.get('content-disposition') ?? '', /^inline; filename="\w{12}\.jpg"$/);
  assert.equal(headers.get('content-security-policy'), "sandbox; default-src 'none'");
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
  assert.equal(headers.get('cross-origin-resource-policy'), 'same-origin');
  assert.equal(headers.get('cache-control'), 'no-store');
  const [file] = filesOnDisk();
  assert.deepEqual([filesOnDisk().length, file?.name], [1, picture!.id]);

  const change = await live.hears('the picture', ({ data }) => data.message?.media?.[0]?.state === 'stored');
  assert.equal(change.data.kind, 'message.changed');
  live.close();
  const row = await office.must('GET', `/api/v1/conversations/${office.conversationWith('Ana')}`);
  assert.equal(row.lastMessage.hasMedia, true);
});

test('a file is what its bytes say, and only a picture is ever shown', async () => {
  const script = Buffer.from('<script>alert(1)</script>');
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  const files: [said: string, bytes: Buffer, type: string, isShown: boolean][] = [
    ['image/png', png(20, 10), 'image/png', true],
    ['image/jpeg', gif(20, 10), 'image/gif', true],
    ['application/pdf', webp(20, 10), 'image/webp', true],
    ['image/jpeg', script, 'application/octet-stream', false],
    ['image/svg+xml', svg, 'application/octet-stream', false],
    ['text/html', script, 'application/octet-stream', false],
    ['image/png', png(14_000, 14_000), 'application/octet-stream', false],
    ['application/pdf', Buffer.from('%PDF-1.7'), 'application/pdf', false],
    ['text/vcard', Buffer.from('BEGIN:VCARD\r\nFN:Ana\r\nEND:VCARD'), 'text/vcard', false],
  ];
  await phone('Ben').sends(
    '',
    files.map(([said, bytes]) => [said, bytes]),
  );
  const media = await settled('Ben');
  assert.deepEqual(
    media.map(({ contentType, type, width }) => [contentType, type, width !== null]),
    files.map(([said, , type, isShown]) => [said, type, isShown]),
  );
  for (const [index, [, sent, type, isShown]] of files.entries()) {
    const { response, bytes } = await fetchFile(media[index]!.id);
    assert.equal(response.headers.get('content-type'), type);
    assert.match(response.headers.get('content-disposition') ?? '', isShown ? /^inline;/ : /^attachment;/);
    assert.equal(response.headers.get('content-security-policy'), "sandbox; default-src 'none'");
    assert.ok(bytes.equals(sent));
  }
});

test('a picture that is broken is not kept, and what it tells is not either', async () => {
  const photo = jpeg(40, 30, { tellsAll: true });
  await phone('Ben').sends('', [
    ['image/jpeg', photo.subarray(0, photo.indexOf('a comment'))],
    ['image/png', png(20, 10)],
  ]);
  const [broken, whole] = await settled('Ben');
  assert.deepEqual([broken!.state, whole!.state], ['failed', 'stored']);
  assert.equal((await fetchFile(broken!.id)).response.status, 404);
  assert.ok(!filesOnDisk().some(({ name }) => name === broken!.id));
  const [{ fault }] = await query(sql`select fault from media where id = ${broken!.id}`);
  assert.equal(fault, 'The picture is broken.');
});

test('a picture is for its team alone, whole, and looks like none to everybody else', async () => {
  const { member, conversationId, messageId } = await otherTeam(world.app.floor);
  await phone('Chidi').sends('Ours', [['image/png', png(20, 10)]]);
  const [picture] = await settled('Chidi');
  for (const range of ['bytes=0-0', 'bytes=0-0,1-1,2-2', 'bytes=-1', `bytes=${'0-0,'.repeat(1000)}1-1`]) {
    const { response, bytes } = await fetchFile(picture!.id, { range });
    assert.deepEqual([response.status, bytes.length], [200, picture!.bytes], range.slice(0, 20));
  }
  assert.equal((await fetchFile(picture!.id, { cookie: '' })).response.status, 401);
  const foreign = await fetchFile(picture!.id, { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' });
  assert.equal(foreign.response.status, 403);

  const plain = async (id: string) => {
    const { status, text } = await office.ask('GET', `/api/v1/media/${id}`);
    return [status, text.replace(/"requestId":"[^"]+"/, '')];
  };
  const nothing = await plain(crypto.randomUUID());
  assert.equal(nothing[0], 404);
  const [theirs, place] = [crypto.randomUUID(), join(dataFolder, 'media', member.teamId)];
  await query(sql`insert into media (team_id, id, file_id, conversation_id, message_id, position, state, type, width, height)
    values (${member.teamId}, ${theirs}, ${theirs}, ${conversationId}, ${messageId}, 0, 'stored', 'image/png', 20, 10)`);
  mkdirSync(join(place, theirs.slice(0, 5)), { recursive: true });
  writeFileSync(join(place, theirs.slice(0, 5), theirs), png(20, 10));
  assert.deepEqual(await plain(theirs), nothing);
  for (const id of ['x', '..', '..%2f..%2fsecret', `${picture!.id}%00`, `${picture!.id}/`, '%2e%2e%2fsecret'])
    assert.equal((await plain(id))[0], 404, id);
});

test('what cannot be fetched is tried again, and said when it stays so', async () => {
  await carrier.misbehaves({ rateLimit: 0.001 });
  await phone('Dana').sends('In a moment', [['image/png', png(20, 10)]]);
  await pause(1000);
  assert.equal((await office.messages('Dana'))[0]?.media[0]?.state, 'waiting');
  await carrier.misbehaves({});
  assert.equal((await settled('Dana'))[0]?.state, 'stored');

  // Not at the company, so nobody is asked.
  const elsewhere = [
    'https://a.example/0',
    'http://127.0.0.1:9/x',
    'file:///etc/passwd',
    `${world.url}/api/v1/me`,
    'x',
  ];
  const fields = Object.fromEntries(elsewhere.map((url, index) => [`MediaUrl${index}`, url]));
  await post(line.webhooks.inbound, inboundText(phone('Emre').number, 'Look', { ...fields, NumMedia: '5' }));
  const media = await settled('Emre');
  assert.deepEqual(new Set(media.map(({ state }) => state)), new Set(['failed']));
  assert.equal((await office.ask('GET', `/api/v1/media/${media[0]!.id}`)).status, 404);

  // At the company, but not there any more: after the last try somebody is told.
  const url = `${carrier.url}/2010-04-01/Accounts/AC${'a'.repeat(32)}/Messages/MM1/Media/ME1`;
  await post(line.webhooks.inbound, inboundText(phone('Emre').number, 'Gone', { MediaUrl0: url, NumMedia: '1' }));
  const id = (await office.messages('Emre')).at(-1)!.media[0]!.id;
  const tries = () =>
    query(sql`select (payload ->> 'tries')::int as tries from graphile_worker._private_jobs
    where key = ${`media:${id}`}`);
  // The first of them come by themselves, if this is slow.
  for (let tried = 0; tried < 6; ) {
    tried = await until(`try ${tried + 1}`, async () => {
      const [job] = await tries();
      return job?.tries > tried && job!.tries;
    });
    await query(sql`select graphile_worker.reschedule_jobs(array(
      select id from graphile_worker._private_jobs where key = ${`media:${id}`}), run_at => now())`);
  }
  assert.equal((await settled('Emre'))[0]?.state, 'failed');
  assert.deepEqual(await query(sql`select fault from media where id = ${id}`), [
    { fault: 'It was answered with HTTP 401.' },
  ]);
});

test('the same text again has no second picture, and pictures go with their person', async () => {
  await phone('Farah').sends('Mine', [['image/png', png(20, 10)]]);
  const [picture] = await settled('Farah');
  const [{ payload }] = await query(sql`select payload from webhook_events where payload like '%Body=Mine%'`);
  const form = Object.fromEntries(new URLSearchParams(JSON.parse(payload)));
  for (let round = 0; round < 3; round++) assert.equal(await post(line.webhooks.inbound, form), 204);
  assert.deepEqual(
    (await office.messages('Farah')).map(({ media }) => media.map(({ id }) => id)),
    [[picture!.id]],
  );
  const isThere = () => filesOnDisk().some(({ name }) => name === picture!.id);
  assert.ok(isThere());
  const { person } = await office.must('GET', `/api/v1/conversations/${office.conversationWith('Farah')}`);
  await office.must('DELETE', `/api/v1/people/${person.id}`);
  assert.equal((await office.ask('GET', `/api/v1/media/${picture!.id}`)).status, 404);
  await until('the file to go', () => !isThere());
  assert.ok(filesOnDisk().length > 0, 'The others stay.');
});

test('what a killed worker left half-written goes after an hour', async () => {
  const { parentPath } = filesOnDisk()[0]!;
  const [old, young] = [1, 2].map((n) => join(parentPath, `${crypto.randomUUID()}.part-${n}`)) as [string, string];
  for (const path of [old, young]) writeFileSync(path, 'half');
  const anHourAgo = Date.now() / 1000 - 3601;
  utimesSync(old, anHourAgo, anHourAgo);
  const whole = filesOnDisk().length - 2;
  await until('the old one to go', async () => {
    // One that is just running puts the next one off.
    await query(sql`select graphile_worker.add_job('upkeep', '{}'::json, job_key => 'upkeep', run_at => now())`);
    await pause(200);
    return !existsSync(old);
  });
  assert.ok(existsSync(young));
  rmSync(young);
  assert.equal(filesOnDisk().length, whole, 'Whole ones stay.');
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
