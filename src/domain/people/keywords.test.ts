import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readKeyword } from './keywords.ts';

test('a text that is nothing but a keyword is one, in any spelling', () => {
  const stop = [
    'stop',
    'STOP',
    'Stop.',
    ' Stop ',
    'STOP!!!',
    '"stop"',
    'ＳＴＯＰ',
    'S\u200BTOP',
    '\u202estop',
    '\ufeffSTOP',
    'STOP\u00a0',
    '🛑 stop',
    'stopall',
    'Stop all',
    'STOP  ALL',
    'unsubscribe',
    'CANCEL',
    'end',
    'quit',
    'revoke',
    'optout',
    'Opt out',
    'OPT-OUT',
    'opt\nout',
    'ARRET',
    'arrêt',
    'arre\u0302t',
    'remove',
    'TD',
    `STOP${' '.repeat(300)}`,
    '\n\nstop\n\n',
  ];
  for (const text of stop) assert.equal(readKeyword(text, false), 'stop', JSON.stringify(text));
  for (const text of ['start', 'START', 'Unstop.', 'ＳＴＡＲＴ']) assert.equal(readKeyword(text, false), 'start', text);
  for (const text of ['help', 'Info', 'HELP?', '¡Ayuda!']) assert.equal(readKeyword(text, false), 'help', text);
});

test('a text that only contains one is a text', () => {
  const texts = [
    '',
    ' ',
    '.',
    "please don't stop",
    'stop please',
    'please stop',
    'at the end of the day',
    'cancel my order',
    'nonstop',
    'stopped',
    'st op',
    's t o p',
    'STOP STOP',
    'no',
    'ok',
    'y',
    'yes',
    'YES',
    'stört',
    'ſtop it',
    `stop ${'a'.repeat(200)}`,
    'constructor',
    '__proto__',
    `${'stop '.repeat(20_000)}`,
  ];
  for (const text of texts) assert.equal(readKeyword(text, false), null, JSON.stringify(text.slice(0, 40)));
});

test('yes is a return only from somebody who opted out', () => {
  for (const text of ['yes', 'YES', 'Yes!', ' yes ']) {
    assert.deepEqual([readKeyword(text, true), readKeyword(text, false)], ['start', null], text);
  }
  for (const text of ['yes please', 'yeah', 'y']) assert.equal(readKeyword(text, true), null, text);
});
