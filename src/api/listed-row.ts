import type { Conversation, ListedRow, Shared } from '../domain/conversations/conversations.ts';
import { showAddress } from '../platform/phone-number.ts';

/** A conversation, or what all members see of it, as the API shows it. */
export function showConversation<Seen extends Pick<Conversation, 'person'>>(conversation: Seen) {
  const { person } = conversation;
  return { ...conversation, person: { ...person, phonesShown: person.phones.map(showAddress) } };
}

const writtenOnce = new WeakMap<Shared, string>();

/** A row of the inbox as JSON. What all members see alike is written once, for as long as nothing happens to it. */
export function writeRow({ shared, own, place }: ListedRow): string {
  const alike = writtenOnce.get(shared) ?? JSON.stringify(showConversation(shared)).slice(0, -1);
  writtenOnce.set(shared, alike);
  return `${alike},${JSON.stringify({ ...own, place: showPlace(place) }).slice(1)}`;
}

/** A time, '-infinity' among them, such that a later one is greater as text. */
function showPlace(place: string): string {
  if (place.startsWith('-')) return '';
  // As PostgreSQL writes a time in UTC, which needs no reading; there are fifty on a page.
  if (place[10] === ' ' && place.endsWith('+00'))
    return `${place.slice(0, 10)}T${place.slice(11, 19)}.${place.slice(20, -3).padEnd(6, '0')}Z`;
  return Temporal.Instant.from(place).toString({ fractionalSecondDigits: 6 });
}
