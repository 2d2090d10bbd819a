import type { Exchange } from '../exchange.ts';
import type { Message, Status } from '../messages.ts';
import { deliverWebhook } from '../webhooks/deliver.ts';

const reorderWithinMs = 1500;

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
  if (exchange.faults.reorderCallbacks) exchange.timers.later(exchange.random() * reorderWithinMs, post);
  else post();
}

/** `YYMMDDhhmm`, as carriers write it. */
function dlrDate(at: number): string {
  return new Date(at).toISOString().replace(/\D/g, '').slice(2, 12);
}
