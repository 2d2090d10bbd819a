import type { Exchange } from '../exchange.ts';
import type { Message } from '../messages.ts';
import { countSegments } from '../segments.ts';
import { newSid } from '../sid.ts';
import type { Reply } from '../webhooks/twiml.ts';
import { keep } from './keep.ts';
import { isOptedOut } from './opt-outs.ts';
import { outboundMedia } from './outbound-media.ts';
import { travel } from './send.ts';

/** Sends what a webhook's answer said to the person who wrote, unless they opted out or two machines are at it. */
export function reply(exchange: Exchange, inbound: Message, { body, mediaUrls }: Reply): void {
  const { to: number, sender: person, serviceSid, accountSid } = inbound;
  if (body === '' && mediaUrls.length === 0) return;
  if (isOptedOut(exchange, person, number, serviceSid)) return;
  if (!exchange.loops.mayReply(number, person, exchange.now())) return;
  const media = outboundMedia(exchange, mediaUrls);
  const message = keep(exchange, {
    sid: newSid(media.length > 0 ? 'MM' : 'SM'),
    accountSid,
    serviceSid,
    sender: number,
    senderShown: true,
    to: person,
    body,
    media,
    segments: countSegments(body),
    direction: 'outbound-reply',
    status: 'queued',
    price: null,
    statusCallback: null,
    sentAt: null,
    arrivedAt: null,
    sendAt: null,
  });
  travel(exchange, message);
}
