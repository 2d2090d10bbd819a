import type { Exchange } from '../exchange.ts';
import type { Message } from '../messages.ts';
import type { Shelf } from '../shelf.ts';
import { sentWithin } from './date-filter.ts';
import { pageAddresses, readPage } from './page.ts';
import { messageResource } from './resource.ts';

/** One page of an account's messages, newest first. New messages do not shift the pages that follow. */
export function listMessages(exchange: Exchange, accountSid: string, query: URLSearchParams) {
  const page = readPage(query);
  const to = query.get('To') || null;
  const from = query.get('From') || null;
  const inTime = sentWithin(query);
  const fits = (message: Message) =>
    !message.deleted &&
    (!to || message.to === to) &&
    (!from || (message.senderShown && message.sender === from)) &&
    inTime(message.sentAt);

  const shelf = exchange.messages.shelf(accountSid, to, from);
  const found =
    page.backTo === null
      ? older(shelf, page.before, page.size + 1, fits)
      : newer(shelf, page.backTo, page.size + 1, fits);
  const messages = page.backTo === null ? found.slice(0, page.size) : found.slice(-page.size);
  const hasMore = found.length > page.size;
  return {
    ...pageAddresses(`/2010-04-01/Accounts/${accountSid}/Messages.json`, query, page, {
      count: messages.length,
      previous: messages[0] && page.number > 0 ? `PB${messages[0].seq}` : null,
      next: messages.length > 0 && (hasMore || page.backTo !== null) ? `PA${messages.at(-1)!.seq}` : null,
    }),
    messages: messages.map(messageResource),
  };
}

function older(shelf: Shelf<Message>, before: number, count: number, fits: (message: Message) => boolean): Message[] {
  const found: Message[] = [];
  for (let at = firstAtOrAfter(shelf, before) - 1; at >= shelf.start && found.length < count; at--) {
    if (fits(shelf.items[at]!)) found.push(shelf.items[at]!);
  }
  return found;
}

/** The nearest messages after a place, still newest first. */
function newer(shelf: Shelf<Message>, after: number, count: number, fits: (message: Message) => boolean): Message[] {
  const found: Message[] = [];
  for (let at = firstAtOrAfter(shelf, after + 1); at < shelf.items.length && found.length < count; at++) {
    if (fits(shelf.items[at]!)) found.unshift(shelf.items[at]!);
  }
  return found;
}

function firstAtOrAfter(shelf: Shelf<Message>, seq: number): number {
  let low = shelf.start;
  let high = shelf.items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (shelf.items[middle]!.seq < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}
