import type { Exchange } from '../exchange.ts';
import type { Message, Status } from '../messages.ts';
import { deliverWebhook } from '../webhooks/deliver.ts';

/** The earlier the status, the later its callback: long enough for the receipt to overtake. */
const reorderedByMs: Partial<Record<Status, number>> = { queued: 1100, sending: 900, sent: 600 };

/** Moves a message to its next status and tells whoever asked to be told: the status callback, the listeners. */
export function moveTo(exchange: Exchange, message: Message, status: Status, errorCode: number | null = null): void {
  message.status = status;
  message.errorCode = errorCode;
  message.updatedAt = exchange.now();
  exchange.changed();
  if (exchange.listeners.count() > 0)
    exchange.listeners.tell('status', { number: message.to, sid: message.sid, status, errorCode });
  if (message.statusCallback) callBack(exchange, message, message.statusCallback);
}

function callBack(exchange: Exchange, message: Message, url: string) {
  const params: Record<string, string> = {
    AccountSid: message.accountSid,
    ApiVersion: '2010-04-01',
    From: message.sender,
    MessageSid: message.sid,
    MessageStatus: message.status,
    SmsSid: message.sid,
    SmsStatus: message.status,
    To: message.to,
  };
  if (message.serviceSid) params.MessagingServiceSid = message.serviceSid;
  if (message.errorCode !== null) params.ErrorCode = String(message.errorCode);
  if (message.status === 'delivered' || message.status === 'undelivered')
    params.RawDlrDoneDate = dlrDate(exchange.now());
  const post = () => void deliverWebhook(exchange, { url, accountSid: message.accountSid, params });
  const delayMs = exchange.faults.reorderCallbacks ? (reorderedByMs[message.status] ?? 0) : 0;
  if (delayMs > 0) exchange.timers.later(delayMs + exchange.random() * 200, post);
  else post();
}

/** `YYMMDDhhmm`, as carriers write it. */
function dlrDate(at: number): string {
  return new Date(at).toISOString().replace(/\D/g, '').slice(2, 12);
}
