import { unguard } from '../../platform/csv.ts';
import { readName } from '../../platform/name.ts';
import { isTimeZone } from '../../platform/time-zone.ts';
import * as people from '../people/people.ts';
import type { Column, Defaults, Meaning } from './matching.ts';
import { readOptOut } from './read-opt-out.ts';
import { openRecords } from './records.ts';
import { readSpelling } from './spelling.ts';

/** What a row says of somebody; null and empty where it says nothing. */
export interface Said {
  name: string | null;
  phones: string[];
  groups: string[];
  /** By name. */
  fields: Map<string, string>;
  /** What stands in the file otherwise than it is kept, or is not of its kind: right for whoever has had it before. */
  unlike: { field: string; typed: string; fault: string | null }[];
  timeZone: string | null;
  optedOutAt: Date | null;
}

/** Why a row is nobody, in a sentence, and the cell that is the reason. */
export interface Rejected {
  reason: string;
  about: string | null;
}

export interface Reading {
  matching: Column[];
  defaults: Defaults;
  /** The team's fields by name; what is in them has to fit. */
  kinds: Map<string, people.PersonField>;
  /** Groups that find their people by a rule: nobody is put into them. */
  isRuled(name: string): boolean;
  /** When the import is looked at: an opt-out without a time is of now. */
  now: Date;
}

export const mostPhones = 10;
export const tooManyPhones = 'A person can have 10 numbers.';
const mostGroups = 100;
const text = { kind: 'text' as const, choices: [] };

/** Reads the cells of a row as its columns say. What may be said of a person is what the person form takes. */
export function readRow(cells: string[], { matching, defaults, kinds, isRuled, now }: Reading): Said | Rejected {
  const extra = cells.slice(matching.length).find((cell) => cell.trim() !== '');
  if (extra !== undefined) return reject('This row has more cells than there are columns.', extra);
  const all = (meaning: Meaning) => {
    const found: string[] = [];
    for (const [at, column] of matching.entries()) {
      const cell = column.meaning === meaning ? (cells[at] ?? '').trim() : '';
      if (cell !== '') found.push(unguard(cell));
    }
    return found;
  };

  const phones = new Set<string>();
  for (const cell of all('phone')) {
    const read = readSpelling(cell, defaults.country);
    if (read.kind === 'wrong') return reject(read.why, cell);
    phones.add(read.e164);
  }
  if (phones.size === 0) return reject('There is no phone number in this row.');
  if (phones.size > mostPhones) return reject(tooManyPhones);

  const whole = all('name')[0] ?? [...all('first_name'), ...all('last_name')].join(' ');
  const name = readName(whole);
  if (name.length > 200) return reject('A name can have 200 characters.', name);

  const groups = new Set<string>(defaults.group ? [defaults.group] : []);
  for (const cell of all('group')) {
    for (const part of namesIn(cell)) {
      const group = readName(part);
      if (group.length > 100) return reject('The name of a group can have 100 characters.', group);
      if (group !== '' && !isRuled(group)) groups.add(group);
    }
  }
  if (groups.size > mostGroups) return reject('A person can be in 100 groups.');

  const fields = new Map<string, string>();
  const unlike: Said['unlike'] = [];
  for (const [at, { meaning, field }] of matching.entries()) {
    if (meaning !== 'field' || field === null) continue;
    const typed = readName(unguard(cells[at] ?? ''));
    if (typed.length > 2000) return reject('A field can have 2,000 characters.', typed);
    const read = people.readValue(kinds.get(field) ?? text, typed);
    const fault = 'fault' in read ? read.fault : null;
    if ('value' in read && read.value !== '') fields.set(field, read.value);
    if (fault !== null || ('value' in read && read.value !== typed)) unlike.push({ field, typed, fault });
  }

  const timeZone = all('time_zone')[0] ?? null;
  if (timeZone && !isTimeZone(timeZone)) return reject('There is no such time zone.', timeZone);

  const optedOut = readOptOut(all('opted_out')[0] ?? '', all('opted_out_at')[0] ?? '', now);
  if (optedOut === 'unclear')
    return reject('Whether they have opted out is not clear: write yes, no or a date.', all('opted_out')[0] ?? null);
  return {
    name: name || null,
    phones: [...phones],
    groups: [...groups],
    fields,
    unlike,
    timeZone,
    optedOutAt: optedOut,
  };
}

/** Names with semicolons between them; one that has a semicolon itself is quoted, as a cell is. */
function namesIn(cell: string): string[] {
  const list = openRecords(';');
  try {
    return [...list.push(cell), ...list.end()].flatMap(({ cells }) => cells);
  } catch {
    return [cell];
  }
}

export function reject(reason: string, about: string | null = null): Rejected {
  return { reason, about: about?.slice(0, 80) ?? null };
}
