import { endsOf, phonesIn } from './numbers.ts';
import { wordsOf } from './words.ts';

/**
 * What the index knows of a text stands in it as words: what was said, and marks for whose it is and where it stands. Each
 * begins with the team's sign, so that whoever looks up a word, or all that begin with a few letters, meets nobody else's.
 * Signs may be alike: the team itself is asked for, too.
 */
export const signOf = (teamId: string) =>
  Buffer.from(teamId.replaceAll('-', '').slice(-6), 'hex').toString('base64url');

const short = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');

export const lexemes = {
  word: (sign: string, folded: string) => `${sign}/${folded}`,
  conversation: (sign: string, id: string) => `${sign}@${short(id)}`,
  author: (sign: string, memberId: string) => `${sign}~${short(memberId)}`,
  side: (sign: string, side: Told['side']) => `${sign}=${side}`,
  failed: (sign: string) => `${sign}=failed`,
  picture: (sign: string) => `${sign}=picture`,
  block: (sign: string, level: number, number: number) => `${sign}#${level}.${number}`,
};

/** So many texts of a team, next to each other, are a block; so many blocks of one level are one of the next. */
export const blockSize = 1024;
export const levels = [1, 32, 1024];

const quoted = (lexeme: string) => `'${lexeme.replace(/['\\]/g, '\\$&')}'`;

/** A lexeme in a `tsquery`. */
export const asked = (lexeme: string, isBeginning = false) => `${quoted(lexeme)}${isBeginning ? ':*' : ''}`;

export const allOf = (parts: string[]) => `(${parts.join(' & ')})`;
export const anyOf = (parts: string[]) => `(${parts.join(' | ')})`;
export const rowOf = (parts: string[]) => `(${parts.join(' <-> ')})`;

/** A text as the index is told of it. */
export interface Told {
  conversationId: string;
  body: string;
  /** Who said it to whom; a note is for colleagues. */
  side: 'inbound' | 'outbound' | 'note';
  authorId: string | null;
  hasFailed: boolean;
  hasPicture: boolean;
}

/** PostgreSQL keeps no higher places. */
const lastPlace = 16_383;

/** A text as a `tsvector`, without its block, which may change. */
export function lexemesOf(sign: string, text: Told): string {
  const words = wordsOf(text.body);
  const places = words.map(({ folded }, at) => `${quoted(lexemes.word(sign, folded))}:${Math.min(at + 1, lastPlace)}`);
  const numbers = phonesIn(text.body).flatMap(({ digits }) => endsOf(digits));
  const marks = [
    ...numbers.map((digits) => lexemes.word(sign, digits)),
    lexemes.conversation(sign, text.conversationId),
    lexemes.side(sign, text.side),
    ...(text.authorId ? [lexemes.author(sign, text.authorId)] : []),
    ...(text.hasFailed ? [lexemes.failed(sign)] : []),
    ...(text.hasPicture ? [lexemes.picture(sign)] : []),
  ];
  return [...places, ...marks.map(quoted)].join(' ');
}

/** The marks of the blocks that a text stands in, one of each level. */
export function blocksOf(sign: string, block: number): string {
  return levels.map((size, level) => quoted(lexemes.block(sign, level, Math.floor(block / size)))).join(' ');
}
