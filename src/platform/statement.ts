// For statements that run too often to be built each time: constant texts, put together from parts that each feature
// writes for its own tables. In all of them the first parameter is the team, and the second the time.

/** The team's id, in a part of a statement. */
export const $team = '$1::uuid';

/** The time at which all of it happens, in a part of a statement. */
export const $now = '$2::timestamptz';

// Such a statement is planned once, perhaps while its tables are nearly empty, and the plan has to be good when they are
// full. What follows leaves the planner little choice: for each row it looks up those that have its key.

/** A subquery that is asked anew for each row, by the keys that it names. */
export const each = (select: string) => `(${select} offset 0)`;

/**
 * A condition for an update: that a row of a table has the key that another row names. The team's id has to be a column of
 * the other, too: to the planner a parameter would be a reason to read whatever the team has.
 */
export const isSame = (table: string, key: Record<string, string>) =>
  Object.entries(key)
    .map(([column, value]) => `${table}.${column} = any (array[${value}])`)
    .join(' and ');

/** A condition: that a value is in a list, which is read once. */
export const isAmong = (value: string, list: string) => `(${value} in (${list})) is true`;

/** A list parameter of ids, numbers or booleans. The driver's own way escapes each element, twice. */
export const listOf = (plain: (string | number | boolean)[]): string => `{${plain.join(',')}}`;

/** A list parameter of texts, whatever they contain. */
export const listOfTexts = (texts: (string | null)[]): string => `{${texts.map(quote).join(',')}}`;

function quote(text: string | null): string {
  if (text === null) return 'null';
  return `"${/["\\]/.test(text) ? text.replace(/["\\]/g, '\\$&') : text}"`;
}
