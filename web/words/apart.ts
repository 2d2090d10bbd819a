/** The alphabets that run from right to left, and the mark that says so. */
const rightToLeft = /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const embeddings = /[\u202a-\u202e]/g;
const isolates = /[\u2066-\u2069]/g;

/**
 * Has the sentences of a catalogue keep what they are given, such as names, apart: it cannot turn the direction of the
 * words around it. What is written from left to right, as our languages are, stays as it is.
 */
export function keepApart<T>(words: T): T {
  if (typeof words === 'function') return ((...given: unknown[]) => words(...given.map(apart))) as T;
  return each(words, keepApart);
}

/** What one sentence is given, as `keepApart` has it: for words that no sentence of ours is around. */
export const apartFrom = (given: string): string => apart(given) as string;

function apart(given: unknown): unknown {
  if (typeof given !== 'string') return each(given, apart);
  const text = closed(given.replace(embeddings, ''));
  return rightToLeft.test(text) ? `\u2068${text}\u2069` : text;
}

/** A text that ends no isolate of others, and leaves none open. */
function closed(text: string): string {
  let open = 0;
  const kept = text.replace(isolates, (sign) => {
    if (sign !== '\u2069') open++;
    else if (open === 0) return '';
    else open--;
    return sign;
  });
  return kept + '\u2069'.repeat(open);
}

function each<T>(value: T, change: (one: unknown) => unknown): T {
  if (Array.isArray(value)) return value.map(change) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, change(one)])) as T;
}
