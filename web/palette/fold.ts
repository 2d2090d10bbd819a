/** A text as it is looked for: small and without accents. */
export const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether each part is somewhere in a folded text. */
export const hasAll = (text: string, parts: string[]) => parts.every((part) => text.includes(part));
