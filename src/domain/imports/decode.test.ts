import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decode } from './decode.ts';

async function read(bytes: Buffer, size: number): Promise<[text: string, encoding: string]> {
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  let encoding = '';
  let text = '';
  for await (const piece of decode(pieces(), (found) => {
    encoding = found;
  }))
    text += piece;
  return [text, encoding];
}

const words = 'Name;Ort\nZoë Müller;Łódź 日本 😀\n';
const western = 'Nombre;Año\nMuñoz Peña;2024 – 5 €\n';
const utf16 = (text: string, isBig: boolean) => {
  const bytes = Buffer.from(text, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
};
const mark = (hex: string, bytes: Buffer) => Buffer.concat([Buffer.from(hex, 'hex'), bytes]);
const windows = Buffer.from([...western].map((letter) => ({ '–': 0x96, '€': 0x80 })[letter] ?? letter.codePointAt(0)!));

const files: [says: string, bytes: Buffer, text: string, encoding: string][] = [
  ['UTF-8', Buffer.from(words), words, 'utf-8'],
  ['UTF-8 with a mark', mark('efbbbf', Buffer.from(words)), words, 'utf-8'],
  ['UTF-16 with a mark', mark('fffe', utf16(words, false)), words, 'utf-16le'],
  ['UTF-16 the other way round', mark('feff', utf16(words, true)), words, 'utf-16be'],
  ['UTF-16 without a mark', utf16(western, false), western, 'utf-16le'],
  ['UTF-16 the other way round, without a mark', utf16(western, true), western, 'utf-16be'],
  ['Latin-1 as Windows has it', windows, western, 'windows-1252'],
  ['ASCII', Buffer.from('Name,Phone\nAna,1\n'), 'Name,Phone\nAna,1\n', 'utf-8'],
  [
    'a letter of Latin-1 far behind',
    mark('', Buffer.from(`${'a'.repeat(9000)}\xf1\n`, 'latin1')),
    `${'a'.repeat(9000)}ñ\n`,
    'windows-1252',
  ],
  ['a letter of Latin-1 at the end', Buffer.from('Pe\xf1', 'latin1'), 'Peñ', 'windows-1252'],
  [
    'UTF-8 with one broken letter',
    Buffer.concat([Buffer.from('é,'), Buffer.from([0xff]), Buffer.from(',ñ')]),
    'é,\ufffd,ñ',
    'utf-8',
  ],
  ['nothing', Buffer.alloc(0), '', 'utf-8'],
  ['one letter', Buffer.from('a'), 'a', 'utf-8'],
];

for (const [says, bytes, text, encoding] of files) {
  test(`${says}, in pieces of any size`, async () => {
    for (const size of [1, 2, 3, 7, 100_000]) assert.deepEqual(await read(bytes, size), [text, encoding], `${size}`);
  });
}
