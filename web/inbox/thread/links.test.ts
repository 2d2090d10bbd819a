import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findLinks } from './links.ts';

const hrefsIn = (text: string) => findLinks(text).flatMap(({ href }) => href ?? []);

test('an address can be opened without what belongs to the sentence around it', () => {
  for (const [text, ...hrefs] of [
    ['I am here: https://maps.app.goo.gl/Ab1?g=2.', 'https://maps.app.goo.gl/Ab1?g=2'],
    ['(see https://example.org/a_(b)), HTTP://EXAMPLE.org!', 'https://example.org/a_(b)', 'HTTP://EXAMPLE.org'],
    [
      '¿https://es.wikipedia.org/wiki/Málaga? “https://a.example/”',
      'https://es.wikipedia.org/wiki/Málaga',
      'https://a.example/',
    ],
    ['http://127.0.0.1:8080/x#y https://[2001:db8::1]/', 'http://127.0.0.1:8080/x#y', 'https://[2001:db8::1]/'],
    ['https://a.example\nhttps://b.example', 'https://a.example', 'https://b.example'],
  ] as const)
    assert.deepEqual(hrefsIn(text), hrefs, text);
});

test('what hides where it leads, or leads to no page, stays words', () => {
  for (const text of [
    'https://bank.example@evil.example/ https://bank.example:443@evil.example',
    'https://bаnk.example', // with a Cyrillic а
    'https://bank.example\\@evil.example',
    'javascript:alert(1) data:text/html,x ftp://a.example www.a.example a.example',
    'https:// https://. http://[ https:///a',
    'https://x。y',
  ])
    assert.deepEqual(hrefsIn(text), [], text);
});

test('all that was written is there, once and in order', () => {
  const parts = ['https://a.example', ' ', '.', '(', ')', 'x', '\u202e', '\u200b', 'http://', '@', '👍🏽', '\n', '<b>'];
  for (let seed = 1, round = 0; round < 2000; round += 1) {
    let text = '';
    for (let n = 0; n < 8; n += 1) {
      seed = (seed * 48_271) % 2_147_483_647;
      text += parts[seed % parts.length];
    }
    assert.equal(
      findLinks(text)
        .map(({ words }) => words)
        .join(''),
      text,
    );
  }
});

test('the longest text is gone through in no time, whatever its signs', () => {
  for (const sign of [')', '.', '(', ').', '\u0301']) {
    const before = process.cpuUsage();
    findLinks(`https://a.example/${sign.repeat(20_000)}x https://a.example/${sign.repeat(20_000)}`);
    // Looked at anew from each sign it would take minutes.
    assert.ok(process.cpuUsage(before).user < 2_000_000, sign);
  }
});
