import { isPattern } from '../phones/match.ts';
import { Refused } from './refused.ts';

/** What a field must be, in words, and the value if it is that. */
export type Kind<T> = (value: unknown, name: string) => T;

const wrong = (name: string, what: string) => new Refused(400, `${name} must be ${what}`);

export const text =
  (most: number): Kind<string> =>
  (value, name) => {
    if (typeof value !== 'string' || value.includes('\0') || value.length > most) {
      throw wrong(name, `text of at most ${most} characters, without NUL`);
    }
    return value;
  };

export const pattern: Kind<string> = (value, name) => {
  const source = text(200)(value, name);
  if (!isPattern(source)) throw wrong(name, 'a regular expression');
  return source;
};

export const number =
  (least: number, most: number): Kind<number> =>
  (value, name) => {
    if (typeof value !== 'number' || !(value >= least && value <= most))
      throw wrong(name, `a number from ${least} to ${most}`);
    return value;
  };

export const flag: Kind<boolean> = (value, name) => {
  if (typeof value !== 'boolean') throw wrong(name, 'true or false');
  return value;
};

export const oneOf =
  <T extends string>(...words: T[]): Kind<T> =>
  (value, name) => {
    if (!words.includes(value as T)) throw wrong(name, `one of ${words.join(', ')}`);
    return value as T;
  };

export const listOf =
  <T>(kind: Kind<T>, most: number): Kind<T[]> =>
  (value, name) => {
    if (!Array.isArray(value) || value.length > most) throw wrong(name, `a list of at most ${most}`);
    return value.map((each, index) => kind(each, `${name}[${index}]`));
  };

/** An object with no other than the given fields, each of its kind; fields that are absent or null stay away. */
export const shape =
  <T extends object>(kinds: { [Name in keyof T]-?: Kind<NonNullable<T[Name]>> }): Kind<Partial<T>> =>
  (value, name) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(name, 'an object');
    const read: Partial<T> = {};
    for (const [key, field] of Object.entries(value)) {
      if (!Object.hasOwn(kinds, key)) throw new Refused(400, `${name} has no field ${key.slice(0, 40)}`);
      if (field !== null) read[key as keyof T] = kinds[key as keyof T](field, `${name}.${key}`);
    }
    return read;
  };
