import { stopWords } from '../keywords.ts';
import { fold } from './fold-words.ts';

/** Consonants and the last letter may be typed twice: "cancell", "bajaa". With every vowel, "stoop" would be "stop". */
const twice = (word: string) => word.replace(/[^aeiou ]|.$/g, '$&+');
/** The word with any two neighbours swapped: "cancle". Many short words would be others then: "ned", "alot". */
const swapped = (word: string) =>
  [...word.slice(1)].map((letter, at) => word.slice(0, at) + letter + word[at] + word.slice(at + 2));

const stop = `(?:[s5]+ ?t+ ?[o0] ?p+|${swapped('stop').join('|')})`;
const stops = `${stop}(?: ?${stop})*[1to]?`;
const spanish = ['alto', 'basta', 'baja', 'parar', 'paren', 'pare', 'detener', 'detengan', 'detenganse'].map(twice);
const others = [...[...stopWords, 'cancelar'].map(twice), ...['cancel', 'quit', 'revoke'].flatMap(swapped)];

/** "Please cancel" is about something else. */
const politely = (words: string) => {
  const please = '(?:please|pls|plz|just|ok|ya|por favor|porfa)';
  return `(?:${please} )*(?:${words})(?: ${please})*`;
};
const isStop = new RegExp(`^ ${politely(stops)} $`);
const isStopWord = new RegExp(`^ (?:${politely([stops, ...spanish].join('|'))}|${others.join('|')}) $`);
/** What ends a sentence: also a line break, a bracket, a slash and a dash, but not the hyphen in "stop-by". */
const ends = /[.,;:!?¡¿…—–\n\r\u2028\u2029([{</|]|\s-|-(?![\p{L}\p{N}])/u;
/** No stop word has so many letters, however it is typed. */
const longest = 40;

/**
 * Whether a text begins with a stop word, or nearly one, as a sentence of its own, or STOP stands alone on a line. Not
 * where that is only asked, or the opposite follows at once: "Stop? No, keep texting".
 */
export function saysStop(text: string): boolean {
  const words = text.normalize('NFKC').replace(/^[^\p{L}\p{N}]+/u, '');
  const [first = ''] = words.split(ends, 1);
  if (isAlone(first, isStopWord)) return !isTakenBack(words.slice(first.length));
  return words.split('\n').some((line) => isAlone(line, isStop));
}

/** Without its marks. */
function isAlone(words: string, pattern: RegExp): boolean {
  return words.length <= longest && pattern.test(fold(words).replaceAll(' ,', ''));
}

function isTakenBack(rest: string): boolean {
  const opposite = /^(?: ,| no| please)* (?:keep (?:texting|sending|writing|going|it|them)|dont stop|do not stop) /;
  return rest.startsWith('?') || opposite.test(fold(rest.slice(0, longest)));
}
