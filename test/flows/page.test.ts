import assert from 'node:assert/strict';
import { once } from 'node:events';
import { get } from 'node:http';
import { test } from 'node:test';
import { openBrowser } from '../support/browser.ts';
import { openWorld } from '../support/world.ts';

const world = await openWorld();
const browser = openBrowser(world.url);

test('every address that is not ours is a place in the page, and no file is served but the page’s own', async () => {
  for (const path of ['/', '/conversations/x', '/people', '/package.json', '/assets', '/%2e%2e/package.json']) {
    const { status, headers, text } = await browser.ask('GET', path);
    assert.deepEqual([status, headers.get('content-type')], [200, 'text/html; charset=utf-8'], path);
    assert.match(text, /<script/);
    assert.equal(headers.get('cache-control'), 'no-cache');
  }
  for (const path of ['/api/v1//people', '/api/nothing', '/assets/nothing.js', '/webhooks/x', '/assets/']) {
    const { status, headers } = await browser.ask('GET', path);
    assert.deepEqual([status, headers.get('cache-control')], [404, 'no-store'], path);
  }
});

test('the page’s files may be kept for ever, since their names change with what is in them', async () => {
  const { text } = await browser.ask('GET', '/');
  const [, script] = /src="(\/assets\/[^"]+\.js)"/.exec(text)!;
  const { status, headers } = await browser.ask('GET', script!, undefined, { 'accept-encoding': 'br' });
  assert.equal(status, 200);
  assert.equal(headers.get('cache-control'), 'public, max-age=31536000, immutable');
  assert.equal(headers.get('content-encoding'), 'br');
  assert.match(headers.get('content-type')!, /javascript/);
  const icon = await browser.ask('GET', '/icon.svg');
  assert.deepEqual([icon.status, icon.headers.get('cache-control')], [200, 'no-cache']);
});

test('another site may lead people to the page, and do nothing else', async () => {
  // fetch says itself in which mode it is.
  const link = get(`${world.url}/people`, {
    headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
  });
  const [followed] = await once(link, 'response');
  assert.equal(followed.resume().statusCode, 200);
  const refused: [method: string, path: string, headers: Record<string, string>][] = [
    ['POST', '/people', { 'sec-fetch-site': 'cross-site' }],
    ['GET', '/api/v1/setup', { 'sec-fetch-site': 'cross-site' }],
    ['GET', '/%61pi/v1/setup', { 'sec-fetch-site': 'same-site' }],
    ['POST', '/%61pi/v1/setup', { origin: 'https://evil.example' }],
    ['POST', '/api/auth/%73ign-in/email', { 'sec-fetch-site': 'cross-site' }],
  ];
  for (const [method, path, headers] of refused) {
    const answer = await browser.ask(method, path, method === 'POST' ? {} : undefined, headers);
    assert.deepEqual([answer.status, answer.body.code], [403, 'cross_site'], `${method} ${path}`);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
  }
  assert.equal((await browser.ask('GET', '/%61pi/v1/setup')).headers.get('cache-control'), 'no-store');
});
