/** A text as it is compared: small letters without accents, ASCII digits, one space or line end for any gap. */
export interface Folded {
  text: string;
  /** For each character of `text`, where in the original it begins and ends. */
  starts: number[];
  ends: number[];
}

const zeros = [0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20];

/** Characters that stand for another, or for nothing: "can’t" and "cant" are one word. */
const plain = new Map([
  ...["'", '’', '‘', '`', '´', 'ʼ', '′'].map((quote) => [quote, ''] as const),
  ...['–', '—', '−', '‐', '‑', '‒'].map((dash) => [dash, '-'] as const),
  ['ı', 'i'],
  // Taken apart it would be "no".
  ['№', '#'],
  ['º', ''],
  ['ª', ''],
  ['٫', '.'],
  ['٬', ','],
  // The frame of 1️⃣: what comes behind it is another number.
  ['\u20e3', ' '],
  ['🔟', '10'],
  ['🅰', 'a'],
  ['🅱', 'b'],
]);

function foldCharacter(character: string): string {
  const code = character.codePointAt(0)!;
  if (code < 0x80 && character !== "'" && character !== '`') return character.toLowerCase();
  const known = plain.get(character);
  if (known !== undefined) return known;
  const zero = zeros.find((first) => code >= first && code < first + 10);
  if (zero !== undefined) return String(code - zero);
  const bare = character
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}\p{Emoji_Modifier}]/gu, '')
    .toLowerCase();
  // 3½ is "3 1/2", not "31/2".
  return bare.includes('⁄') ? ` ${bare.replace('⁄', '/')}` : bare;
}

/** Folds a text and keeps the way back to it. */
export function fold(body: string): Folded {
  const units: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const character of body) {
    const end = at + character.length;
    for (const unit of foldCharacter(character)) {
      const isGap = /[\s\p{Cc}]/u.test(unit);
      const last = units.at(-1);
      if (isGap && (last === undefined || last === ' ' || last === '\n')) {
        if (last === ' ' && /[\n\r]/.test(unit)) units[units.length - 1] = '\n';
        continue;
      }
      units.push(isGap ? (/[\n\r]/.test(unit) ? '\n' : ' ') : unit);
      for (let i = 0; i < unit.length; i++) {
        starts.push(at);
        ends.push(end);
      }
    }
    at = end;
  }
  return { text: units.join(''), starts, ends };
}
