import type { Both } from './both.ts';

/** What of the other counts although the one who stays has it too; what only the other has counts anyway. */
export interface Taken {
  name?: boolean | undefined;
  timeZone?: boolean | undefined;
  /** Their first number is the one that we text. */
  phone?: boolean | undefined;
  /** By name. */
  fields?: string[] | undefined;
}

const isEmpty = (value: unknown) => value === undefined || value === null || value === '';

/** What is said of the one person that two are. */
export function joinedOf({ kept, other }: Both, taken: Taken) {
  const fromOther = Object.entries(other.fields).filter(
    ([key, value]) =>
      !isEmpty(value) && (!Object.hasOwn(kept.fields, key) || isEmpty(kept.fields[key]) || taken.fields?.includes(key)),
  );
  // Whoever is called by their number has no name yet.
  const isNameless = kept.phones.includes(kept.name) && !other.phones.includes(other.name);
  const [first, next] = taken.phone ? [other, kept] : [kept, other];
  return {
    name: taken.name || isNameless ? other.name : kept.name,
    timeZone: (taken.timeZone ? other.timeZone : null) ?? kept.timeZone ?? other.timeZone,
    fields: { ...kept.fields, ...Object.fromEntries(fromOther) },
    addresses: [...first.phones, ...next.phones],
  };
}
