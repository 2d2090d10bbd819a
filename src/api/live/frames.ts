import type { Beside } from '../../domain/conversations/conversations.ts';
import type { Message } from '../../domain/messages/messages.ts';
import type { NumberedChange } from '../../platform/events.ts';

// The frames of the event stream (https://html.spec.whatwg.org/multipage/server-sent-events.html): `id` is what a
// browser comes back with as Last-Event-ID.

/** From this change on the browser is live. */
export const hello = (number: number) =>
  Buffer.from(`id: ${number}\nevent: hello\ndata: ${JSON.stringify({ seq: number })}\n\n`);

/** The browser has missed too much to be told piece by piece: it fetches all that it shows, and is live from here. */
export const refetch = (number: number) => Buffer.from(`id: ${number}\nevent: refetch\ndata: {}\n\n`);

export const signedOut = Buffer.from('event: signed-out\ndata: {}\n\n');

/** Who looks at a conversation or types there, or has stopped. It has no number: nobody who missed it is told later. */
export const seen = (presence: object) => `event: presence\ndata: ${JSON.stringify(presence)}\n\n`;

/** What this member has read in another of their pages. It has no number either. */
export const read = (seen: object) => `event: read\ndata: ${JSON.stringify(seen)}\n\n`;

/** This member has chosen something for themselves in another of their pages. Without a number, too. */
export const chosen = Buffer.from('event: me\ndata: {}\n\n');

/** Proxies and browsers give up on a connection that says nothing for a minute or so. */
export const heartbeat = Buffer.from(':\n\n');

/** What changes of these kinds are about is told by its id alone, under this name. */
export const named: { [Kind in NumberedChange['kind']]?: string } = {
  'round.changed': 'roundId',
  'broadcast.changed': 'broadcastId',
};

/** A change, with what it is about as that is now: text, to be joined with others. */
export function changed(
  { number, messageId: _, subjectId, ...change }: NumberedChange,
  message: Message | undefined,
  item: Beside | undefined,
): string {
  const name = named[change.kind];
  const about = {
    ...(message && { message }),
    ...(subjectId && (name ? { [name]: subjectId } : item ? { item } : { gone: subjectId })),
  };
  return `id: ${number}\nevent: change\ndata: ${JSON.stringify({ seq: number, ...change, ...about })}\n\n`;
}
