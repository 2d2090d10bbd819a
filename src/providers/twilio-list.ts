import type { ListedText } from './provider.ts';
import { statuses } from './twilio-webhook.ts';
import type { Answer } from './twilio-wire.ts';

/** Nobody gets this many texts in the minutes that we ask about; what lies deeper is older. */
const mostPages = 5;
const perPage = 100;

/**
 * Lists by To alone: From is null while a service has not chosen a sender, and a filter by DateSent hides what has not
 * been sent yet (https://www.twilio.com/docs/messaging/api/message-resource#read-multiple-message-resources).
 * @throws Error for an answer that is not a page of Twilio's.
 */
export async function listTexts(
  ask: (fields: Record<string, string | number>) => Promise<Answer>,
  { to, since }: { to: string; since: Date },
): Promise<ListedText[]> {
  const found: ListedText[] = [];
  let fields: Record<string, string | number> | null = { To: to, PageSize: perPage };
  for (let pages = 0; fields && pages < mostPages; pages++) {
    const page: Page = readPage(await ask(fields));
    const texts = page.messages.map(readText).filter((text) => text !== null);
    found.push(...texts.filter((text) => text.createdAt >= since));
    const hasOlder = texts.some((text) => text.createdAt < since);
    fields = page.next && !hasOlder ? Object.fromEntries(page.next) : null;
  }
  return found;
}

interface Page {
  messages: Record<string, unknown>[];
  /** The query of the next page: Twilio's words, never put together here. */
  next: URLSearchParams | null;
}

function readPage({ status, body }: Answer): Page {
  const { messages, next_page_uri: next } = (body ?? {}) as Record<string, unknown>;
  if (status !== 200 || !Array.isArray(messages)) throw new Error(`The list was answered with HTTP ${status}.`);
  const isNamed = typeof next === 'string' && next.includes('?');
  return { messages, next: isNamed ? new URLSearchParams(next.slice(next.indexOf('?'))) : null };
}

/** Every field of a message may be null; one without an id or a date is nothing we could recognise. */
function readText(message: Record<string, unknown>): ListedText | null {
  const word = (name: string) => (typeof message[name] === 'string' ? message[name] : '');
  const createdAt = new Date(word('date_created'));
  if (word('sid') === '' || Number.isNaN(createdAt.getTime())) return null;
  return {
    providerId: word('sid'),
    isOutbound: word('direction').startsWith('outbound'),
    from: word('from') || null,
    body: word('body'),
    createdAt,
    status: statuses.get(word('status')) ?? null,
    code: Number.isInteger(message.error_code) ? String(message.error_code) : null,
  };
}
