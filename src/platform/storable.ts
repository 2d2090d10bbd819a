/** Deeper than anything we take, and far from where recursion ends. */
const deepest = 50;

/**
 * What came from outside, as the database can hold it: NUL is dropped, and half a surrogate pair becomes U+FFFD; both
 * also in lists, objects and the names of fields.
 * @throws RangeError when lists and objects are nested more than 50 deep.
 */
export function storable<T>(value: T, depth = 0): T {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed() as T;
  if (value === null || typeof value !== 'object') return value;
  if (depth > deepest) throw new RangeError('Nested too deep.');
  if (Array.isArray(value)) return value.map((each) => storable(each, depth + 1)) as T;
  const entries = Object.entries(value).map(([name, each]) => [storable(name), storable(each, depth + 1)]);
  return Object.fromEntries(entries) as T;
}
