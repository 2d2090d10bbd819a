import type { Conversation, ListedRow } from '../domain/conversations/conversations.ts';
import { showAddress } from '../platform/phone-number.ts';

/** A conversation, or what all members see of it, as the API shows it. */
export function showConversation<Seen extends Pick<Conversation, 'person'>>(conversation: Seen) {
  const { person } = conversation;
  return { ...conversation, person: { ...person, phonesShown: person.phones.map(showAddress) } };
}

const alikeOnce = new WeakMap<ListedRow['shared'], Uint8Array>();
const theirsOnce = new WeakMap<ListedRow, string>();
const utf8 = new TextEncoder();

/** A row of the inbox as JSON, in two parts: what all members see alike, and what is a member's own. */
export function writeRow(row: ListedRow): [alike: Uint8Array, theirs: string] {
  return [
    once(alikeOnce, row.shared, (shared) => utf8.encode(`${open(showConversation(shared))},`)),
    once(theirsOnce, row, ({ own, place }) => `${open(own).slice(1)},"place":"${showPlace(place)}"}`),
  ];
}

function once<From extends object, To>(written: WeakMap<From, To>, from: From, write: (from: From) => To): To {
  let kept = written.get(from);
  if (kept === undefined) {
    kept = write(from);
    written.set(from, kept);
  }
  return kept;
}

/** An object as JSON, to which more can be added. */
const open = (object: object) => JSON.stringify(object).slice(0, -1);

/** A time, '-infinity' among them, such that a later one is greater as text. */
function showPlace(place: string): string {
  if (place.startsWith('-')) return '';
  // As PostgreSQL writes a time in UTC, which needs no reading.
  if (place[10] === ' ' && place.endsWith('+00'))
    return `${place.slice(0, 10)}T${place.slice(11, 19)}.${place.slice(20, -3).padEnd(6, '0')}Z`;
  return Temporal.Instant.from(place).toString({ fractionalSecondDigits: 6 });
}
