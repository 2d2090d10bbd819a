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
    'STOP\n\nSent from my iPhone',
    'Stop Sent from my iPhone',
    'STOP\r\n--\r\nSent from my Verizon, Samsung Galaxy smartphone',
    'STOP Get Outlook for iOS',
    'STOP\nGet Outlook for Android<https://aka.ms/AAb9ysg>',
    'STOP Sent via the Samsung Galaxy',
    'STOP Enviado do meu iPhone',
    'STOP\n\nEnviado desde mi iPhone',
    'ARRÊT\nEnvoyé de mon iPhone',
    'CANCEL\nSent from my iPhone',
    'QUIT\nSent from my iPhone',
    'END\nSent from my iPhone',
    'REVOKE\nSent from my T-Mobile 4G LTE Device',
    'STOPALL\nSent from Yahoo Mail for iPhone',
    'opt out\nSent from Outlook for iOS',
  ];
  for (const text of stop) assert.equal(readKeyword(text, false), 'stop', JSON.stringify(text));
  for (const text of ['start', 'START', 'Unstop.', 'ＳＴＡＲＴ', 'START\nSent from my iPad'])
    assert.equal(readKeyword(text, false), 'start', text);
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
    'Sent from my iPhone',
    'stop the flyers sent from my office',
    'Stop, I sent from my phone what you need\nAna',
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
  for (const text of ['yes please', 'yeah', 'y', "Yes, sent from my mother's phone"])
    assert.equal(readKeyword(text, true), null, text);
});
