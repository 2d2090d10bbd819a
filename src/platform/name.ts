/** Unicode's embeddings, overrides and isolates turn the direction of what stands beside them; no name needs one. */
const turning = /[\u202a-\u202e\u2066-\u2069]/g;
const shown = /[^\s\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** No script has more marks on one letter; a tower of them would stand over what is written beside it. */
const tower = /(\p{Mn}{6})\p{Mn}+/gu;

/** What somebody typed as a name, as it is kept: one line that turns nothing around. Empty when it would show nothing. */
export function readName(typed: string): string {
  const name = typed
    .normalize('NFC')
    .replace(turning, '')
    .replace(tower, '$1')
    // Control characters cannot be seen, and PostgreSQL refuses NUL.
    .replace(/[\p{Cc}\u2028\u2029]/gu, ' ')
    .trim();
  return shown.test(name) ? name : '';
}
