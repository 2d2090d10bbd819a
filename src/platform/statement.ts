// Statements that are too hot to be built each time: constant texts, put together from parts that each feature writes for
// its own tables. In all of them the first parameter is the team, and the second the time.

/** The team's id, in a part of a statement. */
export const $team = '$1::uuid';

/** The time at which all of it happens, in a part of a statement. */
export const $now = '$2::timestamptz';

/** A list parameter of ids, numbers or booleans. The driver's own way escapes each element, twice. */
export const listOf = (plain: (string | number | boolean)[]): string => `{${plain.join(',')}}`;

/** A list parameter of texts, whatever they contain. */
export const listOfTexts = (texts: (string | null)[]): string => `{${texts.map(quote).join(',')}}`;

function quote(text: string | null): string {
  if (text === null) return 'null';
  return `"${/["\\]/.test(text) ? text.replace(/["\\]/g, '\\$&') : text}"`;
}
