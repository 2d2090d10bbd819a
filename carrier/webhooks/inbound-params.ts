import type { Message } from '../messages.ts';
import { countryOf } from '../network/number-form.ts';
import { messageUri } from '../rest/resource.ts';

/** The form of an inbound message webhook (Twilio, "webhook request"). Places other than the country are not known here. */
export function inboundParams(message: Message, optOutType: string | null, carrierUrl: string): Record<string, string> {
  const params: Record<string, string> = {
    AccountSid: message.accountSid,
    ApiVersion: '2010-04-01',
    Body: message.body,
    From: message.sender,
    FromCity: '',
    FromCountry: countryOf(message.sender),
    FromState: '',
    FromZip: '',
    MessageSid: message.sid,
    NumMedia: String(message.media.length),
    NumSegments: String(message.segments),
    SmsMessageSid: message.sid,
    SmsSid: message.sid,
    SmsStatus: 'received',
    To: message.to,
    ToCity: '',
    ToCountry: countryOf(message.to),
    ToState: '',
    ToZip: '',
  };
  if (message.serviceSid) params.MessagingServiceSid = message.serviceSid;
  if (optOutType) params.OptOutType = optOutType;
  for (const [index, media] of message.media.entries()) {
    params[`MediaUrl${index}`] = `${carrierUrl}${messageUri(message)}/Media/${media.sid}`;
    params[`MediaContentType${index}`] = media.contentType;
  }
  return params;
}
