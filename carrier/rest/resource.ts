import type { Media, Message } from '../messages.ts';
import { meaningOf } from './error-messages.ts';

const apiVersion = '2010-04-01';

/** RFC 2822, as all dates of this API. */
export function rfc2822(at: number): string {
  return new Date(at).toUTCString().replace('GMT', '+0000');
}

export function messageUri(message: Message): string {
  return `/${apiVersion}/Accounts/${message.accountSid}/Messages/${message.sid}`;
}

export function messageResource(message: Message) {
  const uri = messageUri(message);
  const inTheService = message.status === 'accepted' || message.status === 'scheduled';
  return {
    account_sid: message.accountSid,
    api_version: apiVersion,
    body: message.body,
    date_created: rfc2822(message.createdAt),
    date_sent: message.sentAt === null ? null : rfc2822(message.sentAt),
    date_updated: rfc2822(message.updatedAt),
    direction: message.direction,
    error_code: message.errorCode,
    error_message: meaningOf(message.errorCode),
    from: message.senderShown ? message.sender : null,
    messaging_service_sid: message.serviceSid,
    num_media: String(message.media.length),
    num_segments: inTheService ? '0' : String(message.segments),
    price: message.price,
    price_unit: 'USD',
    sid: message.sid,
    status: message.status,
    subresource_uris: { media: `${uri}/Media.json`, feedback: `${uri}/Feedback.json` },
    to: message.to,
    uri: `${uri}.json`,
  };
}

export function mediaResource(message: Message, media: Media) {
  return {
    account_sid: message.accountSid,
    content_type: media.contentType,
    date_created: rfc2822(media.createdAt),
    date_updated: rfc2822(media.createdAt),
    parent_sid: message.sid,
    sid: media.sid,
    uri: `${messageUri(message)}/Media/${media.sid}.json`,
  };
}
