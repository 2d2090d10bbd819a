import type { Conversation, ListedRow } from '../domain/conversations/conversations.ts';
import { showAddress } from '../platform/phone-number.ts';

/** A conversation, or what all members see of it, as the API shows it. */
export function showConversation<Seen extends Pick<Conversation, 'person'>>(conversation: Seen) {
  const { person } = conversation;
  return { ...conversation, person: { ...person, phonesShown: person.phones.map(showAddress) } };
}

const alikeOnce = new WeakMap<ListedRow['shared'], Uint8Array>();
const ownOnce = new WeakMap<ListedRow['unread'], string>();
const utf8 = new TextEncoder();

/**
 * A row of the inbox as JSON, in parts. What all members see alike is written once, for as long as nothing happens to it, and
 * so is what a member sees who has neither mark nor draft there.
 */
export function writeRow({ shared, unread, own, place }: ListedRow): (Uint8Array | string)[] {
  const alike = alikeOnce.get(shared) ?? utf8.encode(`${open(showConversation(shared))},`);
  alikeOnce.set(shared, alike);
  const isUsual = !own.isMarkedUnread && !own.mentioned && !own.draft;
  const theirs = (isUsual && ownOnce.get(unread)) || `${open({ ...own, ...unread }).slice(1)},"place":"`;
  if (isUsual) ownOnce.set(unread, theirs);
  return [alike, theirs, `${showPlace(place)}"}`];
}

/** An object as JSON, to which more can be added. */
const open = (object: object) => JSON.stringify(object).slice(0, -1);

/** A time, '-infinity' among them, such that a later one is greater as text. */
function showPlace(place: string): string {
  if (place.startsWith('-')) return '';
  // As PostgreSQL writes a time in UTC, which needs no reading; there are fifty on a page.
  if (place[10] === ' ' && place.endsWith('+00'))
    return `${place.slice(0, 10)}T${place.slice(11, 19)}.${place.slice(20, -3).padEnd(6, '0')}Z`;
  return Temporal.Instant.from(place).toString({ fractionalSecondDigits: 6 });
}
