import { phonesIn } from './numbers.ts';
import type { Term } from './read-query.ts';
import { type Word, wordsOf } from './words.ts';

/** A piece of a text, and where in it stands what was looked for. */
export interface Excerpt {
  text: string;
  marks: { start: number; end: number }[];
}

const longest = 180;
/** So much is shown before the first mark when the text is too long. */
const lead = 40;

/** The piece of a text around the first thing that was looked for. */
export function excerptOf(body: string, terms: Term[]): Excerpt {
  const marks = marksIn(body, terms);
  if (body.length <= longest) return { text: body, marks };
  const from = startOfWord(body, Math.max(0, (marks[0]?.start ?? 0) - lead));
  const to = endOfSign(body, from + longest);
  const [before, after] = [from > 0 ? '…' : '', to < body.length ? '…' : ''];
  const shift = before.length - from;
  return {
    text: `${before}${body.slice(from, to)}${after}`,
    marks: marks
      .filter(({ start }) => start >= from && start < to)
      .map(({ start, end }) => ({ start: start + shift, end: Math.min(end, to) + shift })),
  };
}

function marksIn(body: string, terms: Term[]): Excerpt['marks'] {
  const words = wordsOf(body);
  const marks = terms.flatMap((term) => marksOf(term, body, words));
  return joined(marks.map(({ start, end }) => ({ start, end })).sort((a, b) => a.start - b.start || a.end - b.end));
}

function marksOf(term: Term, body: string, words: Word[]): Excerpt['marks'] {
  switch (term.kind) {
    case 'word':
      return words.filter(({ folded }) => folded === term.folded);
    case 'beginning':
      return words.filter(({ folded }) => folded.startsWith(term.folded));
    case 'row':
      return rowsIn(words, term.folded);
    case 'number': {
      const numbers = phonesIn(body).filter(({ digits }) => term.spellings.some((end) => digits.endsWith(end)));
      return [...numbers, ...rowsIn(words, term.folded)];
    }
  }
}

function rowsIn(words: Word[], row: string[]): Excerpt['marks'] {
  return words.flatMap(({ start }, at) => {
    const isHere = row.every((folded, step) => words[at + step]?.folded === folded);
    return isHere ? [{ start, end: words[at + row.length - 1]?.end ?? start }] : [];
  });
}

/** Marks that overlap are one. */
function joined(marks: Excerpt['marks']): Excerpt['marks'] {
  const all: Excerpt['marks'] = [];
  for (const mark of marks) {
    const last = all.at(-1);
    if (last && mark.start < last.end) last.end = Math.max(last.end, mark.end);
    else all.push(mark);
  }
  return all;
}

function startOfWord(body: string, at: number): number {
  if (at === 0) return 0;
  const space = body.indexOf(' ', at);
  return space !== -1 && space < at + lead / 2 ? space + 1 : endOfSign(body, at);
}

/** Not between the halves of a sign. */
const endOfSign = (body: string, at: number) =>
  /[\udc00-\udfff]/.test(body.charAt(at)) ? at + 1 : Math.min(at, body.length);
