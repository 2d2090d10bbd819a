import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { codeOnly, isTest, readTree } from '../../test/architecture/source.ts';
import { sayRefusal } from './say-refusal-es.ts';

/** What only a program can be told: the page never asks for it. */
const forPrograms = [
  'An Idempotency-Key has 1 to 255 printable characters.',
  'Lists and objects are nested too deep here.',
  'Name one place: before, after or around.',
  'Name the newest message or note that was seen.',
  'There is no provider called "9".',
  'This is not a place in a conversation. Start from the newest.',
  'This is not a place in this list. Start from the first page.',
  'Use `next` of the page before.',
  'Use the id of an item.',
  'Write it as JSON.',
];

/** The sentences of all refusals, with a number in place of what is only known when they are said. */
function refusalsIn(text: string): string[] {
  const code = codeOnly(text);
  return [...code.matchAll(/\b(?:invalid|new AppError)\(|\b(?:wrong|faults)(?:\.\w+|\[[^\]]*\]) \??\??= /g)].flatMap(
    ({ index, 0: begun }) => {
      const start = index + begun.length;
      let end = start;
      for (let depth = 1; depth > 0 && end < code.length && (begun.endsWith('(') || code[end] !== ';'); end++)
        depth += '([{'.includes(code[end]!) ? 1 : ')]}'.includes(code[end]!) ? -1 : 0;
      const said = text.slice(start, end).matchAll(/'([A-Z“][^'\n]*[.?])'|`((?:\$\{|[A-Z“])[^`]*[.?])`/g);
      return [...said].map(([, plain, filled]) => plain ?? (filled ?? '').replace(/\$\{[^}]*\}/g, '9'));
    },
  );
}

test('whatever the server refuses in a sentence is said in Spanish', () => {
  const tree = readTree(join(import.meta.dirname, '../..'));
  const files = Object.entries(tree).filter(([path]) => /^src\/(api|domain)\//.test(path) && !isTest(path));
  const refusals = [...new Set(files.flatMap(([, text]) => refusalsIn(text)))];
  assert.ok(refusals.length > 120, `Only ${refusals.length} were found.`);
  const english = refusals.filter((sentence) => sayRefusal(sentence) === sentence && !forPrograms.includes(sentence));
  assert.deepEqual(english, []);
});

test('what is said in it is said again, in its place', () => {
  assert.equal(
    sayRefusal('By now 86 people would get this, not 90. Look once more.'),
    'Ahora lo recibirían 86 personas, no 90. Mírelo otra vez.',
  );
  assert.equal(sayRefusal('Nobody has ever said this.'), 'Nobody has ever said this.');
});
