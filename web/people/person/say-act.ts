import type { HistoryItem } from './queries.ts';
import type { PersonWords } from './words-en.ts';

type Act = NonNullable<HistoryItem['act']>;

/** What a member did with a person, and from what to what. */
export function sayAct(
  { kind, before, after }: Act,
  who: string,
  words: PersonWords,
): { title: string; body?: string } {
  const title = words.by(words.acts[kind] ?? words.otherAct, who);
  const body = kind === 'person.changed' ? changesOf(before, after, words) : named(kind, before, after, words);
  return body ? { title, body } : { title };
}

function changesOf(before: Act['before'], after: Act['after'], words: PersonWords): string {
  return Object.entries(after ?? {})
    .map(([key, value]) => words.fromTo(words.keys[key] ?? key, say(before?.[key]), say(value)))
    .join('; ');
}

function named(kind: string, before: Act['before'], after: Act['after'], words: PersonWords): string {
  switch (kind) {
    case 'person.renamed':
      return words.fromTo(words.keys.name as string, say(before?.name), say(after?.name));
    case 'person.field_set':
      return words.fromTo(say(after?.name), say(before?.value), say(after?.value));
    case 'person.grouped':
    case 'person.ungrouped':
      return say(after?.name);
    case 'person.merged':
    case 'person.unmerged':
      return [say(before?.name), say(before?.phones)].join(' · ');
    default:
      return '';
  }
}

/** What was known, in one line; a dash for nothing. */
function say(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  if (Array.isArray(value)) return value.length > 0 ? value.join(', ') : '–';
  if (typeof value !== 'object') return String(value);
  const parts = Object.entries(value).map(([name, one]) => `${name} ${say(one)}`);
  return parts.length > 0 ? parts.join(', ') : '–';
}
