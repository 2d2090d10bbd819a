import type { Exchange } from '../exchange.ts';
import type { Message, Status } from '../messages.ts';
import { moveTo } from '../network/status.ts';
import { Refusal } from './refusal.ts';
import { messageUri, rfc2822 } from './resource.ts';

const finished = new Set<Status>(['sent', 'delivered', 'undelivered', 'failed', 'canceled', 'received']);

/** Empties the body of a message, or cancels a scheduled one: the only two changes there are (Twilio errors 30400, 30409). */
export function changeMessage(exchange: Exchange, message: Message, form: URLSearchParams): Message {
  const body = form.get('Body');
  const status = form.get('Status');
  if ((body === null) === (status === null) || body || (status !== null && status !== 'canceled')) {
    throw new Refusal(400, 30400, 'Either an empty Body or Status=canceled is required.');
  }
  if (status !== null) {
    if (message.status !== 'scheduled') throw new Refusal(400, 30409, 'This message cannot be canceled');
    moveTo(exchange, message, 'canceled');
    return message;
  }
  if (!finished.has(message.status))
    throw new Refusal(400, 20009, 'Cannot redact this message because it is not complete.');
  message.body = '';
  message.updatedAt = exchange.now();
  exchange.changed();
  return message;
}

export function deleteMessage(exchange: Exchange, message: Message): void {
  if (!finished.has(message.status))
    throw new Refusal(409, 20009, 'Cannot delete this resource before it is complete.');
  exchange.messages.remove(message);
  exchange.changed();
}

/** Takes note of a tracked user action. Nothing comes of it here, nor is it kept. */
export function feedback(exchange: Exchange, message: Message, form: URLSearchParams) {
  const outcome = form.get('Outcome') ?? 'confirmed';
  if (outcome !== 'confirmed' && outcome !== 'unconfirmed')
    throw new Refusal(400, 20001, 'Outcome must be confirmed or unconfirmed');
  const now = rfc2822(exchange.now());
  return {
    account_sid: message.accountSid,
    date_created: now,
    date_updated: now,
    message_sid: message.sid,
    outcome,
    uri: `${messageUri(message)}/Feedback.json`,
  };
}
