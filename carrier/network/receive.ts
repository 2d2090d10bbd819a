import type { Exchange } from '../exchange.ts';
import type { Media, Message } from '../messages.ts';
import type { NumberSettings } from '../numbers.ts';
import { showOnPhone } from '../phones/show.ts';
import { countSegments } from '../segments.ts';
import { newSid } from '../sid.ts';
import { deliverWebhook } from '../webhooks/deliver.ts';
import { inboundParams } from '../webhooks/inbound-params.ts';
import { readReplies } from '../webhooks/twiml.ts';
import { keep } from './keep.ts';
import { obeyKeyword } from './opt-outs.ts';
import { reply } from './reply.ts';

type Incoming = { from: string; to: string; body: string; media: Media[] };

/**
 * A text to one of the carrier's numbers: kept, shown on the phone of whoever wrote it, obeyed if it is STOP or its like, and
 * posted on. `webhook` answers the last HTTP status (null: no answer) and how long it took. Null when nobody has that number.
 */
export function receive(exchange: Exchange, incoming: Incoming) {
  const settings = exchange.numbers.get(incoming.to);
  if (!settings) return null;
  const { from, to, body, media } = incoming;
  const now = exchange.now();
  const message = keep(exchange, {
    sid: newSid(media.length > 0 ? 'MM' : 'SM'),
    accountSid: settings.accountSid,
    serviceSid: settings.messagingServiceSid,
    sender: from,
    senderShown: true,
    to,
    body,
    media,
    segments: countSegments(body),
    direction: 'inbound',
    status: 'received',
    price: media.length > 0 ? '-0.01000' : '-0.00790',
    statusCallback: null,
    sentAt: now,
    arrivedAt: now,
    sendAt: null,
  });
  if (!exchange.numbers.has(from))
    showOnPhone(exchange, { sid: message.sid, direction: 'inbound', from, to, body, media, at: now });
  const keyword = obeyKeyword(exchange, from, to, body);
  if (keyword?.text) {
    showOnPhone(exchange, {
      sid: newSid('SM'),
      direction: 'outbound',
      from: to,
      to: from,
      body: keyword.text,
      media: [],
      at: now,
    });
  }
  return {
    sid: message.sid,
    webhook: post(exchange, message, settings, settings.advancedOptOut ? (keyword?.type ?? null) : null),
  };
}

async function post(exchange: Exchange, message: Message, settings: NumberSettings, optOutType: string | null) {
  const startedAt = performance.now();
  const params = inboundParams(message, optOutType, exchange.url);
  let status: number | null = null;
  for (const url of [settings.inboundUrl, settings.fallbackUrl]) {
    if (!url) continue;
    const outcome = await deliverWebhook(exchange, { url, accountSid: message.accountSid, params });
    status = outcome.status;
    const replies = status !== null && status < 400 ? readReplies(outcome.contentType, outcome.body) : null;
    if (!replies) continue;
    for (const each of replies) reply(exchange, message, each);
    break;
  }
  return { status, ms: Math.round(performance.now() - startedAt) };
}
