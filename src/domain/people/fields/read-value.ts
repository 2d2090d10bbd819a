import { readName } from '../../../platform/name.ts';
import type { PersonField } from './field.ts';

type Read = { value: string } | { fault: string };

const yes = /^(yes|y|true|1|sí|si)$/i;
const no = /^(no|n|false|0)$/i;

/** What somebody typed into a field, as it is kept. Empty is always right: then there is nothing in it. */
export function readValue({ kind, choices }: Omit<PersonField, 'id' | 'name'>, typed: string): Read {
  const value = readName(typed);
  if (value === '') return { value };
  switch (kind) {
    case 'text':
      return { value };
    case 'number':
      return readNumber(value);
    case 'date':
      return isDate(value) ? { value } : { fault: 'Write the date as 2026-11-27.' };
    case 'yes_no':
      if (yes.test(value)) return { value: 'yes' };
      return no.test(value) ? { value: 'no' } : { fault: 'Write yes or no.' };
    case 'choice': {
      const chosen = choices.find((choice) => choice.toLowerCase() === value.toLowerCase());
      return chosen === undefined ? { fault: `Choose one of: ${choices.join(', ')}.` } : { value: chosen };
    }
  }
}

function readNumber(value: string): Read {
  // 1,234 is a thousand and more to some, and a little over one to others.
  if (/^[+-]?\d{1,3}(,\d{3})+$/.test(value)) return { fault: 'Write the number without commas between the digits.' };
  const found = /^([+-]?)0*(\d{1,15})(?:[.,](\d{1,6}))?$/.exec(value);
  if (!found) return { fault: 'Write a number of up to 15 digits.' };
  const [, sign, whole = '0', part = ''] = found;
  const fraction = part.replace(/0+$/, '');
  const number = fraction ? `${whole}.${fraction}` : whole;
  return { value: sign === '-' && number !== '0' ? `-${number}` : number };
}

function isDate(value: string): boolean {
  try {
    return /^[1-9]\d{3}-\d\d-\d\d$/.test(value) && Boolean(Temporal.PlainDate.from(value));
  } catch {
    return false;
  }
}
