import { type PhoneLike, phonesIn, spellingsOf } from './numbers.ts';
import { cannotSearch } from './refuse.ts';
import { type Word, wordsOf } from './words.ts';

const operators = ['from', 'to', 'group', 'before', 'after', 'on', 'is', 'has'] as const;
export type Operator = (typeof operators)[number];

/** What must be in a text: a word, a beginning of one, words in a row, or a number. */
export type Term =
  | { kind: 'word' | 'beginning'; folded: string }
  | { kind: 'row'; folded: string[] }
  | { kind: 'number'; spellings: string[]; folded: string[] };

export interface Query {
  terms: Term[];
  operators: { name: Operator; value: string }[];
  /** What was written besides the operators, for looking at names. */
  plain: string;
}

const part = /(\p{L}+):(?!\/\/)(?:"([^"]*)"?|(\S*))|"([^"]*)"?|[^\s"]+/gu;

/** Nobody looks for more, and each is work. */
const mostTerms = 30;
const mostLetters = 1000;

/**
 * Reads what a member has written into the search.
 * @throws AppError `unreadable` for an operator that there is not, one that lacks its value, and too much.
 */
export function readQuery(text: string): Query {
  if (text.length > mostLetters) throw cannotSearch(`This is too long. Write ${mostLetters} letters at most.`);
  const query: Query = { terms: [], operators: [], plain: '' };
  const loose: string[] = [];
  for (const [all, operator, quoted, bare, phrase] of text.replace(/[“”„«»]/g, '"').matchAll(part)) {
    if (operator && !isSpoken(operator, quoted ?? bare))
      query.operators.push(readOperator(operator, (quoted ?? bare ?? '').trim()));
    else if (phrase !== undefined) query.terms.push(...rowOf(phrase));
    else loose.push(all);
  }
  query.plain = loose.join(' ');
  query.terms.push(...readLoose(query.plain));
  if (query.terms.length > mostTerms) throw cannotSearch(`This is too much at once. Write ${mostTerms} words at most.`);
  if (query.terms.length + query.operators.length === 0) throw cannotSearch('Write a word, a name or a number.');
  return query;
}

/** A word with a colon that people write, as in “Note: the key”, and not what narrows a search. */
const isSpoken = (word: string, value: string | undefined) =>
  value === '' && !operators.some((each) => each === word.toLowerCase());

function readOperator(written: string, value: string): Query['operators'][number] {
  const name = operators.find((each) => each === written.toLowerCase());
  if (!name) {
    const all = operators.map((each) => `${each}:`).join(', ');
    throw cannotSearch(`There is no “${written}:”. There are ${all}. To look for the words, put them in quotes.`);
  }
  if (!value) throw cannotSearch(`Write what “${name}:” should be, without a space between.`);
  return { name, value };
}

function rowOf(phrase: string): Term[] {
  const folded = wordsOf(phrase).map((word) => word.folded);
  if (folded.length < 2) return folded.map((word) => ({ kind: 'word', folded: word }));
  return [{ kind: 'row', folded }];
}

/** Words that stand free; the last may be the beginning of one. Signs that are not set apart, as in Chinese, are a row. */
function readLoose(text: string): Term[] {
  const numbers = phonesIn(text);
  const isIn = (number: PhoneLike, { start }: Word) => start >= number.start && start < number.end;
  const all = wordsOf(text);
  const words = all.filter((word) => !numbers.some((number) => isIn(number, word)));
  const rows: (typeof words)[] = [];
  for (const word of words) {
    const before = rows.at(-1)?.at(-1);
    if (before && before.end === word.start) rows.at(-1)?.push(word);
    else rows.push([word]);
  }
  const terms = rows.map((row): Term => {
    const folded = row.map((word) => word.folded);
    if (folded.length > 1) return { kind: 'row', folded };
    const isLast = row.at(-1) === words.at(-1) && row[0]?.end === text.replace(/[\s*]+$/, '').length;
    return { kind: isLast ? 'beginning' : 'word', folded: folded[0] as string };
  });
  const found = numbers.map((number): Term => {
    const folded = all.filter((word) => isIn(number, word)).map((word) => word.folded);
    return { kind: 'number', spellings: spellingsOf(text.slice(number.start, number.end)), folded };
  });
  return [...terms, ...found];
}
