import type { Word } from './words.ts';

const series = (words: string, first: number, step = 1) =>
  words.split(' ').map((word, i) => [word, first + i * step] as const);

const small = new Map([
  ...series('zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen', 0),
  ...series('sixteen seventeen eighteen nineteen', 16),
  ...series('cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince', 0),
  ...series('dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro', 16),
  ...series('veinticinco veintiseis veintisiete veintiocho veintinueve', 25),
  ...series('un una veintiun veintiuna', 1).map(([word], i) => [word, i < 2 ? 1 : 21] as const),
]);
const tens = new Map([
  ...series('twenty thirty forty fifty sixty seventy eighty ninety', 20, 10),
  ...series('treinta cuarenta cincuenta sesenta setenta ochenta noventa', 30, 10),
  ['fourty', 40] as const,
]);
const hundreds = new Map([
  ...series(
    'cien doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos',
    100,
    100,
  ),
  ...series(
    'ciento doscientas trescientas cuatrocientas quinientas seiscientas setecientas ochocientas novecientas',
    100,
    100,
  ),
]);
const multipliers = new Map([
  ['hundred', 100],
  ['thousand', 1000],
  ['grand', 1000],
  ['k', 1000],
  ['mil', 1000],
  ['dozen', 12],
  ['docena', 12],
  ['docenas', 12],
]);

/** "thousand", "docena": what multiplies the number before it. */
export function multiplierOf(word: string | undefined): number | undefined {
  return multipliers.get(word ?? '');
}

/** How many words from `i` on say "and a half", and so add one. */
export function halfAt(words: readonly Word[], i: number): number {
  const next = [0, 1, 2].map((n) => words[i + n]?.text);
  if (next[0] === 'and' && next[1] === 'a' && next[2] === 'half') return 3;
  return next[0] === 'y' && (next[1] === 'media' || next[1] === 'medio') ? 2 : 0;
}

/** Reads number words from `i` on: "one hundred and five", "treinta y cinco", "half a dozen", "dos mil". */
export function readNumberWords(words: readonly Word[], i: number): { number: number; next: number } | null {
  const at = (index: number) => words[index]?.text ?? '';
  let total = 0;
  let current = 0;
  let next = i;
  if (at(i) === 'half' || at(i) === 'media' || at(i) === 'medio') {
    const unit = at(i + 1) === 'a' ? i + 2 : i + 1;
    return multipliers.has(at(unit))
      ? { number: multipliers.get(at(unit))! / 2, next: unit + 1 }
      : { number: 0.5, next: i + 1 };
  }
  if ((at(i) === 'a' || at(i) === 'una' || at(i) === 'un') && multipliers.has(at(i + 1))) next++;
  for (; next < words.length; next++) {
    const joins = next > i && (at(next) === 'and' || at(next) === 'y');
    const word = joins ? at(next + 1) : at(next);
    const unit = small.get(word);
    const multiplier = multipliers.get(word);
    if (
      unit !== undefined &&
      (unit < 10 ? current % 10 === 0 && current % 100 !== 10 : current % 100 === 0) &&
      !(unit === 0 && next > i)
    )
      current += unit;
    else if (tens.has(word) && current % 100 === 0) current += tens.get(word)!;
    else if (hundreds.has(word) && current === 0) current += hundreds.get(word)!;
    else if (multiplier === 1000 && total === 0) [total, current] = [(current || 1) * multiplier, 0];
    else if (multiplier !== undefined && current < 100 && !joins) current = (current || 1) * multiplier;
    else break;
    if (joins) next++;
  }
  if (next === i || (next === i + 1 && multipliers.has(at(i)) && at(i) !== 'mil')) return null;
  const half = halfAt(words, next);
  return { number: total + current + (half > 0 ? 0.5 : 0), next: next + half };
}
