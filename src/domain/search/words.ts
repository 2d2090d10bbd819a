/** A word of a text: folded as it is looked for, and where it stands in the text as it was written. */
export interface Word {
  folded: string;
  start: number;
  end: number;
}

/** Longer words are cut, in texts and in what is asked for alike. */
const longest = 60;

/** Where words are not set apart by spaces each sign is one, and what is asked for is a row of them. */
const unspaced = String.raw`[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]\p{M}*`;
const emoji = String.raw`\p{RI}\p{RI}|\p{Extended_Pictographic}\p{EMod}?\ufe0f?(?:\u200d\p{Extended_Pictographic}\p{EMod}?\ufe0f?)*`;
const letter = String.raw`(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}])[\p{L}\p{N}]`;
const inside = String.raw`[\p{M}\u00ad\u0640\u200b-\u200d\u2060]|['’](?=\p{L})`;
const word = new RegExp(`${unspaced}|${letter}(?:${letter}|${inside})*|${emoji}`, 'gu');

/** The same for a text of nothing else, as most are: a tenth of the work. */
const isAscii = /^[\x20-\x7e\s]*$/;
const asciiWord = /[a-z0-9]+(?:'(?=[a-z])[a-z0-9]+)*/gi;

/** The words of a text, in their order. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const { 0: written, index } of text.matchAll(isAscii.test(text) ? asciiWord : word)) {
    const folded = fold(written);
    if (folded) words.push({ folded, start: index, end: index + written.length });
  }
  return words;
}

/** Marks on Latin, Greek, Cyrillic, Hebrew and Arabic letters, which people leave out. Those of Indic scripts are vowels and stay. */
const marks = /[\u0300-\u036f]|[\u0591-\u05c7]|[\u0610-\u061a]|[\u064b-\u065f]|\u0670|[\u1ab0-\u1aff]|[\u20d0-\u20ff]/g;
const unseen = /[\u00ad\u0640\u200b\u200c\u2060'’]|\u200d|\ufe0f|\p{EMod}/gu;

/** Letters that are not a plain one with a mark to Unicode, and are to people. */
const alike: Record<string, string> = { ß: 'ss', ø: 'o', đ: 'd', ð: 'd', ł: 'l', æ: 'ae', œ: 'oe', þ: 'th', ı: 'i' };
const likeAnother = /[ßøđðłæœþı]/g;
const foreignDigit = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/g;
const isPlain = /^[a-z0-9]+$/i;

/** One spelling for all of a word: small, without accents, by no locale. */
export function fold(written: string): string {
  if (isPlain.test(written)) return written.toLowerCase().slice(0, longest);
  const folded = written
    .normalize('NFKD')
    .toLowerCase()
    .replace(marks, '')
    .replace(unseen, '')
    .replace(likeAnother, (sign) => alike[sign] ?? sign)
    .replace(foreignDigit, (digit) => String((digit.charCodeAt(0) % 16) - (digit >= '\u0966' ? 6 : 0)));
  return folded.slice(0, longest);
}
