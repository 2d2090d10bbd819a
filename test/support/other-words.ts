import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import type { BrowserContext } from 'playwright-core';
import { build, type Plugin } from 'vite';

const web = join(import.meta.dirname, '../../web');

/** Letters of other alphabets for ours, one for one. */
const alphabets = {
  accented: { from: 'aeiouycnsz', to: 'áéíóúýçñšž', dir: 'ltr' },
  arabic: {
    from: 'abcdefghijklmnopqrstuvwxyz',
    to: 'ابجدهوزحطيكلمنسعفصقرشتثخذضظ'.slice(0, 26),
    lang: 'ar',
    dir: 'rtl',
  },
} as const;

/**
 * Builds the page so that every word of its catalogue is in another alphabet, and two fifths longer. The answer has it served
 * in place of the page's own.
 */
export async function speakOtherwise() {
  const folder = await mkdtemp(join(tmpdir(), 'hearback-words-'));
  after(() => rm(folder, { recursive: true, force: true }));
  const plugin: Plugin = {
    name: 'other-words',
    enforce: 'pre',
    transform(code, id) {
      // Few words stand in one file with those of the other languages.
      const isWhole = /\/(words\/en|[\w-]+-en)\.ts$/.test(id);
      if (!isWhole && !/words\.ts$/.test(id)) return;
      const pattern = isWhole ? /^export const (\w+)/gm : /^const (en) =/gm;
      const names = [...code.matchAll(pattern)].map(([, name]) => name);
      return `${code}\n${names.map((name) => `(${respell})(${name});`).join('\n')}`;
    },
  };
  await build({
    root: web,
    configFile: join(web, 'vite.config.ts'),
    logLevel: 'silent',
    plugins: [plugin],
    build: { outDir: folder, emptyOutDir: true, minify: false },
  });
  return async (context: BrowserContext, alphabet: keyof typeof alphabets) => {
    const { dir, ...letters } = alphabets[alphabet];
    await context.addInitScript(`window.letters = ${JSON.stringify(letters)}`);
    await context.route(/^http:\/\/127\.0\.0\.1:\d+\/(?!api\/|theme\.js)/, async (route) => {
      const { pathname } = new URL(route.request().url());
      const name = route.request().isNavigationRequest() ? 'index.html' : pathname;
      const body = await readFile(join(folder, name)).catch(() => null);
      if (!body) return route.fulfill({ status: 404 });
      const isPage = name === 'index.html';
      const headers = { 'content-type': types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream' };
      return route.fulfill({ headers, body: isPage ? body.toString().replace('<html ', `<html dir="${dir}" `) : body });
    });
  };
}

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript',
  css: 'text/css',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
};

/** Runs inside the page, at the end of each file of the catalogue; so it stands by itself. */
function respell(words: object): void {
  const { from, to } = (globalThis as unknown as { letters: { from: string; to: string } }).letters;
  const letter = (one: string) => {
    const at = from.indexOf(one.toLowerCase());
    const other = at === -1 ? one : ([...to][at] ?? one);
    return one === one.toLowerCase() ? other : other.toUpperCase();
  };
  const say = (text: string) =>
    text.replace(/\p{Letter}+/gu, (word) => {
      const longer = word + (word.length > 3 ? word.slice(-1).repeat(Math.ceil(word.length * 0.4)) : '');
      return [...longer].map(letter).join('');
    });
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return say(value);
    if (typeof value === 'function') return (...given: unknown[]) => walk(value(...given));
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value === 'object' && value !== null) {
      for (const [key, each] of Object.entries(value)) (value as Record<string, unknown>)[key] = walk(each);
    }
    return value;
  };
  walk(words);
}
