import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Name } from '../support/cast.ts';
import { comesTo } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';
import { within } from './at-once.ts';
import { mustBeAccessible, visit } from './chromium.ts';

const world = await openOfficeHours(['Ana', 'Ben', 'Emre']);
const { office, carrier, phone, url, line } = world;
await office.must('PATCH', '/api/v1/me', { preferences: { undoSeconds: 0 } });

async function open(who: Name) {
  const visited = await visit(`${url}/inbox/all/${office.conversationWith(who)}`, { as: office });
  const { page } = visited;
  const box = page.getByRole('textbox', { name: `Text to ${who}` });
  await box.waitFor();
  return { ...visited, box, thread: page.getByRole('region', { name: `Texts with ${who}` }) };
}

async function personOf(who: Name): Promise<string> {
  return (await office.must('GET', `/api/v1/conversations/${office.conversationWith(who)}`)).person.id;
}

test('a saved reply is found by keyboard and filled in; a field that cannot be is named, and nothing leaves', async () => {
  for (const Gate of ['B', ''])
    await office.must('PATCH', `/api/v1/people/${await personOf('Ana')}`, { fields: { Shift: '7:00', Gate } });
  await office.must('POST', '/api/v1/saved-replies', { name: 'address', body: 'Hi {first name}, Gate B. {my name}' });
  await office.must('POST', '/api/v1/saved-replies', { name: 'thanks', body: 'Thank you!' });
  const { page, faults, close, box, thread } = await open('Ana');
  await box.pressSequentially('/ad');
  await page.getByRole('option', { name: /address/ }).waitFor();
  assert.equal(
    await box.getAttribute('aria-activedescendant'),
    await page.getByRole('option').first().getAttribute('id'),
  );
  await mustBeAccessible(page, 'saved replies');
  await box.press('Enter');
  await comesTo(() => box.inputValue(), 'Hi Ana, Gate B. Nora Lindqvist');
  await box.pressSequentially(' {sh');
  await page.getByRole('option', { name: /shift/ }).waitFor();
  await box.press('Enter');
  await comesTo(() => box.inputValue(), 'Hi Ana, Gate B. Nora Lindqvist 7:00');
  await box.pressSequentially(' {adress}');
  await box.press('Enter');
  await page.getByText('There is no field {adress}.').waitFor();
  await box.fill('{gate}');
  await box.press('Escape');
  await page.getByText('{gate} is empty for Ana.').waitFor();
  assert.equal((await carrier.log()).length, 0);
  await box.fill('{{constructor}}');
  await box.press('Enter');
  await thread.getByText('{{constructor}}').waitFor();
  await phone('Ana').shouldHear('{{constructor}}');
  assert.deepEqual(faults, []);
  await close();
});

test('the counter reacts to the first emoji, which comes from a picker that asks nobody', async () => {
  await office.must('PUT', `/api/v1/lines/${line.id}/price`, { amount: 0.0079, currency: 'USD' });
  const { page, faults, close, box } = await open('Ben');
  await box.fill('See you at nine');
  await page.getByText(/1 text · 15 of 160 · about \$0\.0079/).waitFor();
  await page.getByRole('button', { name: 'Emoji' }).click();
  await page.getByRole('searchbox', { name: 'Search emoji' }).fill('thumbs up');
  await page.getByRole('gridcell', { name: 'thumbs up' }).waitFor();
  await mustBeAccessible(page, 'the emoji picker');
  await page.keyboard.press('Enter');
  await comesTo(() => box.inputValue(), 'See you at nine👍');
  await page.getByText(/1 text · 17 of 70/).waitFor();
  await page.getByText('👍 makes this Unicode').waitFor();
  await page.getByText('This text is Unicode now: 70 characters a text.').waitFor();
  await comesTo(() => page.evaluate('document.activeElement.tagName'), 'TEXTAREA');
  assert.deepEqual(faults, [], 'Nothing was asked of any other machine.');
  await close();
});

// Row 59: "STOP at the fake phone: composer shut ≤ 1 s in every open browser; the way back is explained".
test('who opts out is said in the box of every open page within a second', async () => {
  const pages = [await open('Emre'), await open('Emre')];
  await pages[0]!.box.fill('See you');
  let said = 0;
  await within(1_000, 'shutting the composers', async () => {
    const saidAt = performance.now();
    await phone('Emre').texts(`Hello ${++said}`);
    for (const { thread } of pages) await thread.getByText(`Hello ${said}`, { exact: true }).waitFor();
    const control = performance.now() - saidAt;
    const stoppedAt = performance.now();
    await phone('Emre').texts('STOP');
    await Promise.all(pages.map(({ box }) => box.waitFor({ state: 'detached' })));
    const ms = performance.now() - stoppedAt;
    for (const { page } of pages)
      await page.getByText(/Emre opted out on .* They get no texts until they write START\./).waitFor();
    await phone('Emre').texts('START');
    for (const { box } of pages) await box.waitFor();
    return { ms, control };
  });
  await comesTo(() => pages[0]!.box.inputValue(), 'See you');
  for (const { faults, close } of pages) {
    assert.deepEqual(faults, []);
    await close();
  }
});

test('saved replies have a page of their own, where they are added, changed and removed', async () => {
  const { page, faults, close } = await open('Ana');
  await page.goto(`${url}/replies`);
  await page.getByRole('button', { name: 'Add a saved reply' }).click();
  await page.getByLabel('Name', { exact: true }).fill('THANKS');
  await page.getByLabel('Text', { exact: true }).fill('Thank you, {first name}');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('There is one called THANKS already.').waitFor();
  await page.getByLabel('Name', { exact: true }).fill('thanks again');
  await mustBeAccessible(page, 'a saved reply that is written');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Edit thanks again' }).click();
  await page.getByLabel('Text', { exact: true }).fill('Thank you very much');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Thank you very much').waitFor();
  await page.getByRole('button', { name: 'Remove thanks again' }).click();
  await page.getByText('Thank you very much').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /^Undo/ }).click();
  await page.getByText('Thank you very much').waitFor();
  assert.deepEqual(faults, []);
  await close();
});
