import { withoutSignature } from './signature.ts';

/** What a text asks of the texting itself, rather than of the people. */
export type Keyword = 'stop' | 'start' | 'help';

/**
 * Words that are enough by themselves: 47 CFR 64.1200(a)(10), the CTIA Messaging Principles, Twilio's defaults, and what
 * carriers abroad require.
 */
const spellings: Record<Keyword, string[]> = {
  stop: [
    'stop',
    'stopall',
    'stop all',
    'unsubscribe',
    'cancel',
    'end',
    'quit',
    'revoke',
    'optout',
    'opt out',
    'arret',
    'remove',
    'td',
  ],
  start: ['start', 'unstop'],
  help: ['help', 'info', 'ayuda'],
};
/** Words by which somebody opts out, in lower case. */
export const stopWords: readonly string[] = spellings.stop;
const meaning = new Map(
  Object.entries(spellings).flatMap(([keyword, list]) => list.map((word) => [word, keyword as Keyword])),
);

/** More letters than any keyword has: that is seen without taking the whole text apart. */
const hasManyLetters = /(?:[a-z0-9][^a-z0-9]*){16}/i;

/**
 * Reads a text as a keyword when it is nothing but one: "STOP.", " stop ", "ＳＴＯＰ", "S\u200BTOP", "arrêt"; what a phone
 * writes below by itself does not count. A text that only contains one ("please don't stop") is an ordinary text. YES is
 * a return at most providers, but only from somebody who opted out; from anybody else it is an answer.
 */
export function readKeyword(text: string, hasOptedOut: boolean): Keyword | null {
  const words = withoutSignature(text).trim();
  if (words.length > 100 || hasManyLetters.test(words)) return null;
  const bare = words
    .normalize('NFKD')
    // Combining marks and invisible characters first, so that "arrêt" and "S\u200BTOP" are whole words.
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  // "Yes, sent from my mother's phone" is no signature: nobody comes back by what only may be one.
  if (hasOptedOut && bare === 'yes' && words === text.trim()) return 'start';
  return meaning.get(bare) ?? null;
}
