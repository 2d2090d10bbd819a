import type { Exchange } from '../exchange.ts';
import { isAlphanumericSender, isShortCode, toE164 } from '../network/number-form.ts';
import { ownsNumber } from '../network/senders.ts';
import { refusalOf } from '../phones/behaviour.ts';
import { isCallableUrl } from '../webhooks/callback-url.ts';
import { Refusal } from './refusal.ts';

const mostOfBody = 1600;
const mostMedia = 10;
const longestValidityS = 36_000;

/** Twilio's test credentials: what these numbers are wrong with. */
const magicTo: Record<string, [code: number, why: string]> = {
  '+15005550001': [21211, 'is not a valid phone number'],
  '+15005550002': [21612, 'is not currently reachable using this From'],
  '+15005550003': [21408, 'is in a region for which permission to send has not been enabled'],
  '+15005550004': [21610, 'has unsubscribed'],
  '+15005550009': [21614, 'is not a mobile number'],
};
const magicFrom: Record<string, [code: number, why: string]> = {
  '+15005550001': [21212, 'is not a valid phone number, shortcode, or alphanumeric sender ID'],
  '+15005550007': [21606, 'is not a valid, SMS-capable inbound phone number or short code for your account'],
  '+15005550008': [21611, 'has exceeded the maximum number of queued messages'],
};

const refuse = (code: number, message: string) => new Refusal(400, code, message);

/** Refuses texts that are empty, too long, or ask for what cannot be. */
export function checkContent(form: URLSearchParams): void {
  const body = form.get('Body');
  const mediaUrls = form.getAll('MediaUrl').filter((url) => url !== '');
  if (!body && mediaUrls.length === 0 && !form.get('ContentSid')) {
    if (body === null) throw refuse(21619, 'A text message body or media urls must be specified.');
    throw refuse(21602, 'Message body is required.');
  }
  if (body && body.length > mostOfBody)
    throw refuse(21617, 'The concatenated message body exceeds the 1600 character limit');
  if (mediaUrls.length > mostMedia) throw refuse(21623, 'Number of media files exceeds allowed limit');
  const badMedia = mediaUrls.find((url) => !isCallableUrl(url));
  if (badMedia !== undefined) throw refuse(21620, `Invalid media URL(s): ${badMedia}`);
  const callback = form.get('StatusCallback');
  if (callback && !isCallableUrl(callback))
    throw refuse(21609, `The StatusCallback URL ${callback} is not a valid URL.`);
  const validity = form.get('ValidityPeriod');
  if (validity && !(/^\d+$/.test(validity) && Number(validity) >= 1 && Number(validity) <= longestValidityS)) {
    throw refuse(21624, `ValidityPeriod ${validity} must be an integer from 1 to ${longestValidityS} seconds.`);
  }
}

/** The number to send to, in E.164, or the refusal that this number or the phone behind it asks for. */
export function checkTo(exchange: Exchange, written: string): string {
  const to = toE164(written);
  if (!to) throw refuse(21211, `The 'To' number ${written} is not a valid phone number.`);
  const wrong = magicTo[to];
  if (wrong) throw refuse(wrong[0], `The 'To' number ${to} ${wrong[1]}.`);
  const code = refusalOf(exchange.phones.get(to)?.behaviour ?? {});
  if (code) throw refuse(code, `The message to ${to} was refused.`);
  return to;
}

/** The sender as Twilio writes it: a number in E.164, a short code, or a name of up to eleven letters. */
export function checkFrom(exchange: Exchange, accountSid: string, written: string, to: string): string {
  const from = isShortCode(written) || isAlphanumericSender(written) ? written : toE164(written);
  if (!from)
    throw refuse(
      21212,
      `The 'From' number ${written} is not a valid phone number, shortcode, or alphanumeric sender ID.`,
    );
  const wrong = magicFrom[from];
  if (wrong) throw refuse(wrong[0], `The 'From' number ${from} ${wrong[1]}.`);
  if (from === to) throw refuse(21211, "'To' and 'From' number cannot be the same.");
  if (!ownsNumber(exchange, accountSid, from)) {
    throw refuse(
      21606,
      `The From phone number ${from} is not a valid, SMS-capable inbound phone number or short code for your account.`,
    );
  }
  return from;
}
