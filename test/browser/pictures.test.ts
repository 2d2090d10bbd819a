import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { exif, png } from '../support/pictures.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { drawn } from './at-once.ts';
import { mustBeAccessible, visit } from './chromium.ts';

test('pictures are drawn in their thread, the right way up, and nothing moves when they come', async () => {
  const world = await openOfficeHours(['Ana']);
  const { office, phone } = world;
  const { page, faults, close } = await visit(world.url, { as: office });
  // A photo as a phone takes it: on its side, with the place where it was taken.
  const photographed = await page.evaluate<string>(`(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 800, height: 600 });
    canvas.getContext('2d').fillRect(0, 0, 400, 600);
    return canvas.toDataURL('image/jpeg').split(',')[1];
  })()`);
  const plain = Buffer.from(photographed, 'base64');
  const photo = Buffer.concat([plain.subarray(0, 2), exif(6), plain.subarray(2)]);
  await phone('Ana').sends('My lorry', [['image/jpeg', photo]]);
  await phone('Ana').sends('', [
    ['image/png', png(2000, 500)],
    ['application/pdf', Buffer.from('%PDF-1.7')],
    ['image/jpeg', Buffer.from('no picture at all')],
  ]);
  for (let n = 1; n <= 30; n++) await phone('Ana').texts(`And ${n}`);
  await until('the files', async () =>
    (await office.messages('Ana')).every(({ media }) => media.every(({ state }) => state === 'stored')),
  );

  // Each waits until it is let through, so that the page stands before any picture is there.
  const gate = Promise.withResolvers<void>();
  await page.route('**/api/v1/media/*', async (route) => {
    await gate.promise;
    await route.continue();
  });
  await page.goto(`${world.url}/inbox/all/${office.conversationWith('Ana')}`);
  const thread = page.getByRole('region', { name: 'Texts with Ana' });
  const pictures = thread.getByRole('img', { name: 'Picture from Ana' });
  await thread.getByText('And 30', { exact: true }).waitFor();
  await pictures.first().evaluate((picture) => picture.scrollIntoView());
  const boxes = () => Promise.all([pictures.nth(0), pictures.nth(1)].map((picture) => picture.boundingBox()));
  const before = await until('the page to rest', async () => {
    const found = await boxes();
    await drawn(page);
    return isDeepStrictEqual(found, await boxes()) && found;
  });
  gate.resolve();
  const sizes = `[...document.querySelectorAll('[alt="Picture from Ana"]')].map((each) => [each.naturalWidth, each.naturalHeight])`;
  await until('the pictures', async () => (await page.evaluate<number[][]>(sizes)).every(([width]) => width! > 0));
  assert.deepEqual(await page.evaluate(sizes), [
    [600, 800],
    [2000, 500],
  ]);
  await drawn(page);
  assert.deepEqual(await boxes(), before, 'Nothing has moved.');
  assert.deepEqual(
    before.map((box) => box && [box.width, box.height]),
    [
      [240, 320],
      [320, 80],
    ],
  );
  assert.equal(await thread.getByRole('link', { name: /Save the file/ }).count(), 2);
  await mustBeAccessible(page, 'a thread with pictures');

  const [opened] = await Promise.all([page.context().waitForEvent('page'), pictures.nth(1).click()]);
  await opened.waitForLoadState();
  assert.match(opened.url(), /\/api\/v1\/media\//);
  await opened.close();
  assert.deepEqual(faults, []);
  await close();
});

test('a picture that cannot be fetched, and a text that came while nobody was there, say so in words', async () => {
  const world = await openOfficeHours(['Ana']);
  const { office, phone } = world;
  await phone('Ana').sends('Look', [['image/png', png(20, 10)]]);
  await phone('Ana').texts('Are you there?');
  await until('the picture', async () => (await office.messages('Ana'))[0]?.media[0]?.state === 'stored');
  await world.query(sql`update messages set recovered_at = now() where body = 'Are you there?'`);
  await world.query(sql`update media set state = 'failed'`);
  for (const [locale, gone, away] of [
    ['en-US', 'A picture or file could not be fetched.', 'Arrived while Hearback was away'],
    ['es-ES', 'No se pudo descargar una imagen o un archivo.', 'Llegó mientras Hearback no estaba disponible'],
  ]) {
    const address = `${world.url}/inbox/all/${office.conversationWith('Ana')}`;
    const { page, faults, close } = await visit(address, { as: office, locale: locale! });
    await page.getByText(gone!).waitFor();
    await page.getByText(away!).waitFor();
    await mustBeAccessible(page, `a thread in ${locale}`);
    assert.deepEqual(faults, []);
    await close();
  }
});
