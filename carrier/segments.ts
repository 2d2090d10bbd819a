const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const extended = new Set('\f^{}\\[~]|€');

/**
 * How many SMS parts a text takes (3GPP 23.038): GSM-7 160 septets alone and 153 a part, UCS-2 70 UTF-16 units alone and 67 a part.
 * Neither an escape pair nor a surrogate pair is cut, so a part may hold one unit less.
 */
export function countSegments(text: string): number {
  const costs: number[] = [];
  for (const letter of text) {
    if (basic.has(letter)) costs.push(1);
    else if (extended.has(letter)) costs.push(2);
    else
      return pack(
        Array.from(text, (each) => each.length),
        70,
        67,
      );
  }
  return pack(costs, 160, 153);
}

function pack(costs: number[], alone: number, part: number): number {
  let total = 0;
  for (const cost of costs) total += cost;
  if (total <= alone) return 1;
  let parts = 1;
  let used = 0;
  for (const cost of costs) {
    if (used + cost > part) {
      parts += 1;
      used = 0;
    }
    used += cost;
  }
  return parts;
}
