import { api, ask, type Message, type Problem, Refused } from '../../api.ts';
import { deadline } from '../../deadline.ts';
import { tellWriter } from './notice.ts';

/** A text as its author has written it. */
export interface Written {
  body: string;
  /** The same before its fields were filled in, for when it is taken back. */
  typed?: string;
  /** Pictures that the server has already, each with what it shows. */
  media?: { id: string; alt: string }[];
  /** Where the caret stood, for when it is taken back. */
  caret?: number;
  /** For so long it is held, and can be taken back. */
  undoSeconds?: number;
  sendAt?: string;
  cancelIfTheyWriteFirst?: boolean;
  /** The text of which it is another try. */
  retryOf?: string;
}

/** A text that the server has not acknowledged yet. Its `clientId` is the Idempotency-Key of every try. */
export interface Pending extends Written {
  clientId: string;
  conversationId: string;
  createdAt: string;
  state: 'sending' | 'waiting' | 'refused';
  /** A try was begun, whether it arrived or not. */
  wasTried?: boolean;
  isTakenBack?: boolean;
  problem?: Problem;
}

/** For longer than the hold of a text that is only written to be cancelled. */
const longestHold = 30;

/** Hands a text to the server, once for all tries with the same `clientId`. */
export function deliver(pending: Pending): Promise<Message> {
  const { clientId, conversationId, retryOf, isTakenBack, body, media = [], ...more } = pending;
  const { undoSeconds, sendAt, cancelIfTheyWriteFirst } = more;
  // Kept alive: a text sent in the moment in which the page is closed leaves, as its author has seen it leave.
  const init = { headers: { 'idempotency-key': clientId }, keepalive: true, signal: deadline() };
  if (retryOf) {
    return ask(api.POST('/api/v1/messages/{id}/retry', { params: { path: { id: retryOf } }, ...init }));
  }
  return ask(
    api.POST('/api/v1/conversations/{id}/messages', {
      params: { path: { id: conversationId } },
      ...init,
      body: {
        body,
        undoSeconds: isTakenBack ? longestHold : undoSeconds,
        // The words are in the composer again.
        ...(isTakenBack && { keepDraft: true }),
        sendAt,
        cancelIfTheyWriteFirst,
        ...(media.length > 0 && { mediaIds: media.map(({ id }) => id), mediaAlts: media.map(({ alt }) => alt) }),
      },
    }),
  );
}

/** Cancels a text that the server has. Null, and the author is told, when it has begun to leave. */
export async function cancelAtServer({ id, conversationId }: Message): Promise<Message | null> {
  try {
    return await ask(api.DELETE('/api/v1/messages/{id}', { params: { path: { id } }, signal: deadline() }));
  } catch (error) {
    if (!(error instanceof Refused && error.problem.code === 'already_leaving')) throw error;
    tellWriter(conversationId, 'leftAlready');
    return null;
  }
}
