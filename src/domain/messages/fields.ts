/** Fields in a text, such as {first name} or {first name|friend}. The page fills them in too, so that what is counted is what is sent. */

/**
 * A letter behind one brace, up to one brace. Two braces, or a dollar before one, are no field: they stay as they are
 * written, and so does all code.
 */
const field = /(?<![{$])\{(\p{L}[^{}\n]{0,99})\}(?!\})/gu;

/** Whose names and fields a text may have. */
export interface Named {
  person: { name: string; fields: Readonly<Record<string, string>> };
  /** The member who writes. */
  author: string;
  team: string;
}

/** A field that cannot be filled in: nobody knows its name, or this person has nothing there. */
export interface WrongField {
  name: string;
  why: 'unknown' | 'empty';
}

/** Every field that a text to somebody may have, by name, with what it stands for. The person's own go first. */
export function fieldsOf({ person, author, team }: Named): Map<string, string> {
  // Somebody whom nobody has named is called by a number, which is no name to greet them by.
  const name = /^\+?\d+$/.test(person.name) ? '' : person.name;
  const all: [string, string][] = [
    ['first name', name.trim().split(/\s+/)[0] ?? ''],
    ['name', name],
    ['my name', author],
    ['team', team],
    ...Object.entries(person.fields),
  ];
  return new Map(all.map(([key, value]) => [key.toLowerCase(), value]));
}

export function hasFields(text: string): boolean {
  return text.search(field) !== -1;
}

/** A field as it is written: its name, and what stands there for whoever has nothing, as in {first name|friend}. */
export interface WrittenField {
  name: string;
  /** Null when none is given. An empty one leaves the field out. */
  fallback: string | null;
}

/** The fields of a text, each time that they occur. */
export function fieldsIn(text: string): WrittenField[] {
  return [...text.matchAll(field)].map(([, written]) => readField(written as string));
}

function readField(written: string): WrittenField {
  const at = written.indexOf('|');
  if (at === -1) return { name: written.trim(), fallback: null };
  return { name: written.slice(0, at).trim(), fallback: written.slice(at + 1).trim() };
}

/**
 * The text with its fields filled in, for whoever has nothing there with the fallback, and those that cannot be: they stay
 * as they are.
 */
export function fillIn(text: string, values: ReadonlyMap<string, string>): { text: string; wrong: WrongField[] } {
  const wrong: WrongField[] = [];
  const filled = text.replace(field, (whole, written: string) => {
    const { name, fallback } = readField(written);
    const value = values.get(name.toLowerCase());
    if (value) return value;
    if (fallback !== null) return fallback;
    wrong.push({ name, why: value === undefined ? 'unknown' : 'empty' });
    return whole;
  });
  return { text: filled, wrong };
}

/** Whether a text is another one with its fields filled in, whatever they stood for then. */
export function isFilledFrom(typed: string, text: string): boolean {
  const parts = between(typed);
  const last = parts.pop() ?? '';
  if (parts.length === 0) return text === last;
  const at = endOf(parts, text);
  return at !== null && text.endsWith(last) && at <= text.length - last.length;
}

/** The same for the beginning of a text. */
export function isBeginningOf(typed: string, text: string): boolean {
  return endOf(between(typed), text) !== null;
}

/** What stands between the fields. */
const between = (typed: string): string[] => typed.replace(field, '\0').split('\0');

/** Where these end in a text that begins with the first and has the others behind it, in their order. */
function endOf([first = '', ...rest]: string[], text: string): number | null {
  if (!text.startsWith(first)) return null;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found === -1) return null;
    at = found + part.length;
  }
  return at;
}
