/** How a text is cut into the segments that carriers count and bill: 3GPP TS 23.038 (GSM-7) and UTF-16 (UCS-2). */

const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
    '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const extended = new Set('\f^{}\\[~]|€');

const limits = {
  'GSM-7': { alone: 160, part: 153 },
  'UCS-2': { alone: 70, part: 67 },
} as const;

/** Characters that a keyboard or a word processor puts in by itself, and what they stand for. */
const plainForms: Record<string, string> = {
  ...each('“”„‟«»″', '"'),
  ...each('‘’‚‛′`´', "'"),
  ...each('‐‑‒–—―−', '-'),
  ...each('\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t', ' '),
  ...each('\u200b\u2060\ufeff\u00ad', ''),
  ...each('\u2028\u2029', '\n'),
  ...each('•·‣', '-'),
  '‹': '<',
  '›': '>',
  '…': '...',
  '½': '1/2',
  '¼': '1/4',
  '¾': '3/4',
  '÷': '/',
  '×': 'x',
  '™': 'TM',
  ﬁ: 'fi',
  ﬂ: 'fl',
};
const plainable = new RegExp(`[${Object.keys(plainForms).join('')}]`, 'gu');

export interface SegmentCount {
  encoding: 'GSM-7' | 'UCS-2';
  /** At least 1: an empty text is carried, and billed, as one. */
  segments: number;
  /** Septets for GSM-7 (an extended character costs 2), UTF-16 code units for UCS-2. */
  units: number;
  /** How many units still fit into the last segment. */
  unitsLeft: number;
  perSegment: number;
  /** What made it UCS-2, as a reader sees characters; `index` is in the text as it is sent. */
  unicodeCharacters: { character: string; index: number; plain?: string }[];
}

/** The text as it is sent: composed (NFC, so that `e` and its accent are one GSM-7 character), lines ended by LF. */
export function asSent(text: string): string {
  return text.normalize('NFC').replaceAll('\r\n', '\n');
}

/**
 * Counts the segments of a text as it is sent. Neither an escape pair nor a surrogate pair is ever cut in two, so that
 * a part may hold one unit less. An estimate: the provider's own count after sending is the truth.
 */
export function countSegments(text: string): SegmentCount {
  const characters = [...asSent(text)];
  const encoding = characters.every((c) => basic.has(c) || extended.has(c)) ? 'GSM-7' : 'UCS-2';
  const costs = characters.map((c) => (encoding === 'UCS-2' ? c.length : extended.has(c) ? 2 : 1));
  const units = costs.reduce((sum, cost) => sum + cost, 0);
  const { alone, part } = limits[encoding];
  const unicodeCharacters = encoding === 'UCS-2' ? findUnicode(characters.join('')) : [];
  if (units <= alone) {
    return { encoding, segments: 1, units, unitsLeft: alone - units, perSegment: alone, unicodeCharacters };
  }
  const { segments, unitsLeft } = fill(costs, part);
  return { encoding, segments, units, unitsLeft, perSegment: part, unicodeCharacters };
}

/** The same text with curly quotes, dashes, ellipses, odd spaces and the like written plainly. Emoji and letters stay. */
export function plainText(text: string): string {
  return asSent(text).replace(plainable, (character) => plainForms[character] ?? character);
}

function fill(costs: number[], capacity: number): { segments: number; unitsLeft: number } {
  let segments = 1;
  let unitsLeft = capacity;
  for (const cost of costs) {
    if (cost > unitsLeft) {
      segments += 1;
      unitsLeft = capacity;
    }
    unitsLeft -= cost;
  }
  return { segments, unitsLeft };
}

function findUnicode(text: string): SegmentCount['unicodeCharacters'] {
  const found: SegmentCount['unicodeCharacters'] = [];
  for (const { segment: character, index } of new Intl.Segmenter().segment(text)) {
    if ([...character].every((c) => basic.has(c) || extended.has(c))) continue;
    const plain = plainForms[character];
    found.push(plain === undefined ? { character, index } : { character, index, plain });
  }
  return found;
}

function each(characters: string, plain: string): Record<string, string> {
  return Object.fromEntries([...characters].map((character) => [character, plain]));
}
