import type { IncomingText, ListedText, ProviderLine, Wanted } from './provider.ts';
import { statuses } from './twilio-webhook.ts';
import type { Answer } from './twilio-wire.ts';

type Fields = Record<string, string | number>;

/** Asks for a page of a list. */
export type Ask = (fields: Fields) => Promise<Answer>;

/** Which page is asked for first, how many may follow, and what on them is of the line. */
interface Search {
  fields: Fields;
  mostPages: number;
  isWanted(message: Message): boolean;
}

type Message = Record<string, unknown>;

/**
 * Walks from the newest text to the first that is older than wanted.
 * @throws Error for an answer that is not a page of Twilio's, and for a list of what came in that does not end.
 */
export async function listTexts(ask: Ask, line: ProviderLine, wanted: Wanted): Promise<ListedText[]> {
  const { since } = wanted;
  const { fields: first, mostPages, isWanted } = searchFor(line, wanted);
  const found: ListedText[] = [];
  let fields: Fields | null = first;
  for (let pages = 0; fields && pages < mostPages; pages++) {
    const page: Page = readPage(await ask(fields), 'messages');
    found.push(
      ...page.items
        .filter(isWanted)
        .flatMap(readText)
        .filter((text) => text.createdAt >= since),
    );
    // In the order of sending: one that waited long is older than those around it.
    const last = page.items.at(-1);
    const hasOlder = last !== undefined && new Date(word(last, 'date_created')) < since;
    fields = page.next && !hasOlder ? Object.fromEntries(page.next) : null;
  }
  // What nobody has read must not count as read.
  if (fields && 'direction' in wanted && wanted.direction === 'inbound') throw new Error('The list does not end.');
  return found;
}

/**
 * A filter by From hides what a service has not chosen a sender for yet, and one by DateSent what has not been sent yet,
 * so what went out is not filtered by date (https://www.twilio.com/docs/messaging/api/message-resource#read-multiple-message-resources).
 */
function searchFor({ number, settings }: ProviderLine, wanted: Wanted): Search {
  const { messagingServiceSid: service } = settings;
  const isOurs = (message: Message) =>
    (service !== undefined && message.messaging_service_sid === service) ||
    (number !== null && (isInbound(message) ? message.to : message.from) === number);
  // Nobody gets 500 texts in the minutes that are asked about; what lies deeper is older.
  if ('to' in wanted) return { fields: { To: wanted.to, PageSize: 100 }, mostPages: 5, isWanted: isOurs };
  const byNumber = service === undefined && number !== null;
  if (wanted.direction === 'outbound') {
    const fields = { ...(byNumber && { From: number }), PageSize: 1000 };
    return { fields, mostPages: 20, isWanted: (message) => isOurs(message) && !isInbound(message) };
  }
  const fields = { ...(byNumber && { To: number }), 'DateSent>': wanted.since.toISOString(), PageSize: 1000 };
  // One that is still coming in is whole at the next look.
  const isWanted = (message: Message) => isOurs(message) && isInbound(message) && message.status !== 'receiving';
  return { fields, mostPages: 1000, isWanted };
}

/** The media of one text, none if they were deleted since; their addresses are those that a webhook gives. */
export async function listMedia(ask: Ask, baseUrl: string): Promise<IncomingText['media']> {
  const answer = await ask({ PageSize: 50 });
  if (answer.status === 404) return [];
  const { items } = readPage(answer, 'media_list');
  return items.map((each) => ({
    url: `${baseUrl}${word(each, 'uri').replace(/\.json$/, '')}`,
    contentType: word(each, 'content_type') || 'application/octet-stream',
  }));
}

interface Page {
  items: Message[];
  /** The query of the next page: Twilio's words, never put together here. */
  next: URLSearchParams | null;
}

function readPage({ status, body }: Answer, name: string): Page {
  const { [name]: items, next_page_uri: next } = (body ?? {}) as Record<string, unknown>;
  if (status !== 200 || !Array.isArray(items)) throw new Error(`The list was answered with HTTP ${status}.`);
  const isNamed = typeof next === 'string' && next.includes('?');
  return { items, next: isNamed ? new URLSearchParams(next.slice(next.indexOf('?'))) : null };
}

/** Every field of a message may be null; one without an id or a date is nothing we could recognise. */
function readText(message: Message): ListedText[] {
  const createdAt = new Date(word(message, 'date_created'));
  if (word(message, 'sid') === '' || Number.isNaN(createdAt.getTime())) return [];
  return [
    {
      providerId: word(message, 'sid'),
      isOutbound: !isInbound(message),
      from: word(message, 'from') || null,
      to: word(message, 'to'),
      body: word(message, 'body'),
      segments: Math.max(1, Number(message.num_segments) || 1),
      hasMedia: Number(message.num_media) > 0,
      createdAt,
      status: statuses.get(word(message, 'status')) ?? null,
      code: Number.isInteger(message.error_code) ? String(message.error_code) : null,
    },
  ];
}

const isInbound = (message: Message) => word(message, 'direction') === 'inbound';

const word = (message: Message, name: string) => (typeof message[name] === 'string' ? message[name] : '');
