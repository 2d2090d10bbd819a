import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crew } from '../support/lively.ts';
import { speakOtherwise } from '../support/other-words.ts';
import { openOfficeHours } from '../support/world.ts';
import { visit } from './chromium.ts';
import { openScreens, sticksOut } from './screens.ts';

const world = await openOfficeHours(crew);
const { url } = world;
const { tour, enter, ana, dana } = await openScreens(world);
const speak = await speakOtherwise();
const blank = { serviceWorkers: 'block' } as const;

/** What is said by the browser, by people or by the trade, and is the same in every language. */
const known =
  /Hearback|Twilio|Harbour Food Bank|Practice line|Nora|Omar|Lindqvist|Haddad|English|Español|https?:\S+|\S+@\S+|\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*|\b(Today|Yesterday|Tomorrow|min|sec|hr|hours?|minutes?|seconds?|days?)\b/g;

/** Words that are not from the catalogue: those of people stand in <bdi> or have a direction of their own. */
const untranslated = `(() => {
  const found = new Set();
  const look = (text, where) => {
    for (const [word] of (text ?? '').replace(${known}, '').matchAll(/[\\p{Letter}]{3,}/gu))
      if (/^[A-Za-z]+$/.test(word) && /[aeiou]/.test(word)) found.add(where + ': ' + text.trim().slice(0, 60));
  };
  const theirs = 'bdi, [dir="auto"], time, code, kbd, :not(html)[lang], script, style, noscript';
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement, data } = walker.currentNode;
    if (!parentElement.closest(theirs)) look(data, parentElement.tagName.toLowerCase());
  }
  for (const element of document.querySelectorAll('[aria-label], [placeholder], [title], [alt]')) {
    if (element.closest('time')) continue;
    for (const name of ['aria-label', 'placeholder', 'title', 'alt']) look(element.getAttribute(name), name);
  }
  return [...found];
})()`;

/** Words of the page that are cut off, or stand out of their button. What people wrote may end with three dots. */
const clipped = `[...document.querySelectorAll('body *')].filter((element) => {
  if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || element.closest('bdi, [dir="auto"]')) return false;
  if (![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) return false;
  if (element.querySelector('bdi, [dir="auto"]')) return false;
  const { clientWidth, scrollWidth, clientHeight, scrollHeight } = element;
  const { overflowX, overflowY } = getComputedStyle(element);
  if (clientWidth <= 1) return false;
  const isCutOff = (overflowX !== 'visible' && scrollWidth > clientWidth + 1) || (overflowY !== 'visible' && scrollHeight > clientHeight + 2);
  const button = element.closest('button, a, label, legend, th');
  if (!button) return isCutOff;
  const outer = button.getBoundingClientRect();
  return isCutOff || [...element.childNodes].some((node) => {
    if (node.nodeType !== 3 || !node.data.trim()) return false;
    const words = document.createRange();
    words.setStart(node, node.data.length - node.data.trimStart().length);
    words.setEnd(node, node.data.trimEnd().length);
    const inner = words.getBoundingClientRect();
    return inner.right > outer.right + 2 || inner.left < outer.left - 2;
  });
}).map((element) => element.tagName.toLowerCase() + ': ' + element.textContent.slice(0, 60))`;

test('every word is from the catalogue, and words that are two fifths longer are not cut off', async () => {
  const { page, close } = await visit(url, blank);
  await speak(page.context(), 'accented');
  await page.reload();
  const found: string[] = [];
  await tour(
    page,
    async (path) => {
      for (const fault of await page.evaluate<string[]>(untranslated)) found.push(`${path} untranslated ${fault}`);
      for (const width of [1360, 360]) {
        await page.setViewportSize({ width, height: 800 });
        const cut = [...(await page.evaluate<string[]>(clipped)), ...(await page.evaluate<string[]>(sticksOut))];
        found.push(...cut.map((fault) => `${path} at ${width} px: ${fault}`));
      }
    },
    true,
  );
  assert.deepEqual([...new Set(found)], []);
  await close();
});

/** Numbers whose first digit does not stand at the left of the last. A day before a time of day is a number of its own. */
const turned = `(() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.parentElement.checkVisibility()) continue;
    for (const match of node.data.matchAll(/\\+?\\d[\\d :.()-]*\\d/g)) {
      const place = (at) => {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        return range.getBoundingClientRect();
      };
      const begin = match.index + (match[0].includes(':') ? match[0].lastIndexOf(' ') + 1 : 0);
      const [first, last] = [place(begin), place(match.index + match[0].length - 1)];
      if (first.width && Math.abs(first.top - last.top) < 2 && first.left >= last.left) found.push(match[0]);
    }
  }
  return [...new Set(found)];
})()`;

test('from right to left the panes are mirrored, and numbers still read from the left', async () => {
  const { page, close } = await visit(url, blank);
  await speak(page.context(), 'arabic');
  await page.reload();
  const found: string[] = [];
  await tour(
    page,
    async (path) => {
      for (const fault of await page.evaluate<string[]>(turned)) found.push(`${path}: ${fault} is turned`);
      for (const fault of await page.evaluate<string[]>(sticksOut)) found.push(`${path}: ${fault}`);
    },
    true,
  );
  assert.deepEqual([...new Set(found)], []);

  await enter(page, `/inbox/all/${ana}`);
  await page.locator('[data-row]').first().waitFor();
  const left = async (selector: string) => (await page.locator(selector).first().boundingBox())?.x ?? Number.NaN;
  const [rail, list, thread] = [await left('nav'), await left('[data-conversation]'), await left('[data-row]')];
  assert.ok(rail > list && list > thread, `The rail at ${rail}, the list at ${list}, the thread at ${thread}.`);
  await close();
});

test('why a text did not arrive is said in Spanish, and is not marked as English', async () => {
  const { page, close } = await visit(url, { ...blank, locale: 'es-MX' });
  await enter(page, `/inbox/failed/${dana}`);
  const why = page.getByText(/Su teléfono está apagado o no tiene cobertura \(30003\)\. Envíelo otra vez/);
  await why.waitFor();
  assert.equal(await why.getAttribute('lang'), null);
  await enter(page, '/delivery');
  await page.getByText('Envíelo otra vez más tarde.').waitFor();
  await close();
});
