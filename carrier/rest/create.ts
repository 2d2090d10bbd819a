import type { Exchange } from '../exchange.ts';
import type { Message } from '../messages.ts';
import { keep } from '../network/keep.ts';
import { isOptedOut } from '../network/opt-outs.ts';
import { outboundMedia } from '../network/outbound-media.ts';
import { travel } from '../network/send.ts';
import { chooseSender, poolOf } from '../network/senders.ts';
import { countSegments } from '../segments.ts';
import { newSid } from '../sid.ts';
import { checkContent, checkFrom, checkTo } from './check-create.ts';
import { checkSchedule } from './check-schedule.ts';
import { Refusal } from './refusal.ts';

const isServiceSid = /^MG[0-9a-fA-F]{32}$/;

/** Accepts a message and sends it on its way, or throws the refusal that Twilio would answer. */
export function createMessage(exchange: Exchange, accountSid: string, form: URLSearchParams): Message {
  const toWritten = form.get('To');
  const fromWritten = form.get('From');
  const serviceSid = form.get('MessagingServiceSid') || null;
  if (!toWritten) throw new Refusal(400, 21604, "A 'To' phone number is required.");
  if (!fromWritten && !serviceSid) throw new Refusal(400, 21603, "A 'From' phone number is required.");
  checkContent(form);
  const sendAt = checkSchedule(form, exchange.now());
  const to = checkTo(exchange, toWritten);
  const from = fromWritten ? checkFrom(exchange, accountSid, fromWritten, to) : null;
  const sender = serviceSid ? senderOfService(exchange, accountSid, serviceSid, from, to) : from!;
  if (!serviceSid && isOptedOut(exchange, to, sender, null)) {
    throw new Refusal(400, 21610, 'Attempt to send to unsubscribed recipient');
  }

  const body = (form.get('Body') ?? '').replaceAll('\0', '');
  const statusCallback = form.get('StatusCallback') || null;
  const media = outboundMedia(
    exchange,
    form.getAll('MediaUrl').filter((url) => url !== ''),
  );
  const message = keep(exchange, {
    sid: newSid(media.length > 0 ? 'MM' : 'SM'),
    accountSid,
    serviceSid,
    sender,
    senderShown: from !== null,
    to,
    body,
    media,
    segments: countSegments(body),
    direction: 'outbound-api',
    status: sendAt !== null ? 'scheduled' : serviceSid ? 'accepted' : 'queued',
    price: null,
    statusCallback,
    sentAt: null,
    arrivedAt: null,
    sendAt,
  });
  exchange.log.add({
    sid: message.sid,
    from: sender,
    to,
    body,
    statusCallback,
    ...(media.length > 0 && { mediaUrls: media.map(({ url }) => url) }),
    at: new Date(message.createdAt).toISOString(),
  });
  travel(exchange, message);
  return message;
}

function senderOfService(
  exchange: Exchange,
  accountSid: string,
  serviceSid: string,
  from: string | null,
  to: string,
): string {
  if (!isServiceSid.test(serviceSid))
    throw new Refusal(400, 21705, `The Messaging Service SID ${serviceSid} is not valid.`);
  const pool = poolOf(exchange, accountSid, serviceSid);
  if (pool.length === 0) throw new Refusal(400, 21704, 'The Messaging Service contains no phone numbers.');
  if (from && exchange.numbers.has(from) && !pool.includes(from)) {
    throw new Refusal(400, 21703, `The Messaging Service does not have the number ${from} available to send from.`);
  }
  return from ?? chooseSender(exchange, serviceSid, pool, to);
}
