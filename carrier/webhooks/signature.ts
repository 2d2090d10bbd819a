import { createHmac } from 'node:crypto';

/** The `X-Twilio-Signature` of a form post: HMAC-SHA1 over the URL as configured, then each key with its value, keys in byte order. */
export function sign(token: string, url: string, params: Record<string, string>): string {
  let signed = url;
  for (const key of Object.keys(params).sort()) signed += key + params[key];
  return createHmac('sha1', token).update(signed, 'utf8').digest('base64');
}
