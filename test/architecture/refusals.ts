import { sayRefusal } from '../../web/words/say-refusal-es.ts';
import { codeOnly, isTest, type Rule } from './source.ts';

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

/** Where a sentence of a refusal may follow. */
const refuses = /\b(?:invalid|cannotSearch|new AppError)\(|\b(?:wrong|faults)(?:\.\w+|\[[^\]]*\]) \??\??= /g;

/** The sentences of all refusals, with a number in place of what is only known when they are said. */
function refusalsIn(text: string): string[] {
  const code = codeOnly(text);
  return [...code.matchAll(refuses)].flatMap(({ index, 0: begun }) => {
    const start = index + begun.length;
    let end = start;
    for (let depth = 1; depth > 0 && end < code.length && (begun.endsWith('(') || code[end] !== ';'); end++)
      depth += '([{'.includes(code[end]!) ? 1 : ')]}'.includes(code[end]!) ? -1 : 0;
    const said = text.slice(start, end).matchAll(/'([A-Z“][^'\n]*[.?])'|`((?:\$\{|[A-Z“])[^`]*[.?])`/g);
    return [...said].map(([, plain, filled]) => plain ?? (filled ?? '').replace(/\$\{[^}]*\}/g, '9'));
  });
}

export const refusals: Rule[] = [
  {
    says: 'whatever the server refuses in a sentence is said in Spanish: web/words/refusals-es.ts',
    broken: (tree) =>
      Object.entries(tree)
        .filter(([path]) => /^src\/(api|domain)\//.test(path) && !isTest(path))
        .flatMap(([path, text]) => refusalsIn(text).map((sentence) => ({ path, sentence })))
        .filter(({ sentence }) => sayRefusal(sentence) === sentence && !forPrograms.includes(sentence))
        .map(({ path, sentence }) => `${path}: ${sentence}`),
    trespasses: [
      { 'src/domain/search/days.ts': `throw cannotSearch('Nobody has ever said this.');` },
      { 'src/domain/notes/notes.ts': `throw invalid({ body: 'Nobody has ever said this.' });` },
      { 'src/domain/notes/notes.ts': `wrong.body = 'Nobody has ever said this.';` },
      { 'src/api/notes.ts': `throw new AppError('too_many', \`\${mostNotes} were never said.\`);` },
    ],
  },
];
