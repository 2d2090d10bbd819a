/** Deeper than anything we take, and far from where recursion ends. */
const deepest = 50;

/**
 * What came from outside, as the database can hold it: NUL is dropped, and half a surrogate pair becomes U+FFFD; both
 * also in lists, objects and the names of fields.
 * @throws RangeError when lists and objects are nested more than 50 deep.
 */
export function storable<T>(value: T): T {
  return isStorable(value) ? value : clean(value, 0);
}

/** Nearly everything is, and need not be made anew. */
function isStorable(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0');
  if (value === null || typeof value !== 'object') return true;
  if (depth > deepest) return false;
  for (const [name, each] of Object.entries(value)) if (!isStorable(name) || !isStorable(each, depth + 1)) return false;
  return true;
}

function clean<T>(value: T, depth: number): T {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed() as T;
  if (value === null || typeof value !== 'object') return value;
  if (depth > deepest) throw new RangeError('Nested too deep.');
  if (Array.isArray(value)) return value.map((each) => clean(each, depth + 1)) as T;
  const entries = Object.entries(value).map(([name, each]) => [clean(name, depth), clean(each, depth + 1)]);
  return Object.fromEntries(entries) as T;
}
