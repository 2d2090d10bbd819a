/** What somebody begins to type that choices are shown for. */
export interface Trigger {
  sign: '/' | '{' | '@';
  /** What is typed behind the sign. */
  query: string;
  /** Where the sign stands. */
  start: number;
}

const shapes: [sign: Trigger['sign'], shape: RegExp][] = [
  // A slash inside a word is a date, or an address.
  ['/', /(?:^|\s)\/([\p{L}\p{N}][\p{L}\p{N} -]{0,40}|)$/u],
  // Two braces, or a dollar before one, are no field.
  ['{', /(?:^|[^{$])\{([\p{L}][^{}\n]{0,40}|)$/u],
  ['@', /(?:^|\s)@([\p{L}\p{N}][\p{L}\p{N} .'-]{0,40}|)$/u],
];

/** What stands before the caret, if choices are shown for it. */
export function triggerAt(text: string, caret: number, signs: Trigger['sign'][]): Trigger | null {
  const before = text.slice(Math.max(0, caret - 60), caret);
  for (const [sign, shape] of shapes) {
    const query = signs.includes(sign) ? shape.exec(before)?.[1] : undefined;
    if (query !== undefined) return { sign, query, start: caret - query.length - 1 };
  }
  return null;
}
