import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { validateRequest } from 'twilio/lib/webhooks/webhooks.js';
import { ForgedWebhook, type WebhookRequest } from './provider.ts';

/** The fields of a form by name, every value in its order. */
export type Form = Map<string, string[]>;

/**
 * The form of a webhook, once its signature is right. A JSON body has no form.
 * Twilio signs the URL and all fields (https://www.twilio.com/docs/usage/security); its own validator tries the URL
 * as received, without its port, and with the usual port.
 * @throws ForgedWebhook when no token made the signature, or the body is of a kind that nobody signs.
 */
export function readSigned(request: WebhookRequest, tokens: (string | undefined)[]): Form {
  const signature = request.headers['x-twilio-signature'];
  if (typeof signature !== 'string' || !URL.canParse(request.url)) throw new ForgedWebhook('The signature is missing.');

  const form = readBody(request);
  // Anybody can sign with an empty token.
  const isSigned = tokens.some((token) => token && isSignedBy(token, signature, request.url, form));
  if (!isSigned) throw new ForgedWebhook('The signature is wrong.');
  return form;
}

function isSignedBy(token: string, signature: string, url: string, form: Form): boolean {
  // Nearly always the URL was signed just as it was called; the validator first makes others of it.
  const expected = Buffer.from(signatureOf(token, url, form));
  const given = Buffer.from(signature);
  if (given.length === expected.length && timingSafeEqual(given, expected)) return true;
  return validateRequest(token, signature, url, Object.fromEntries(form));
}

function signatureOf(token: string, url: string, form: Form): string {
  let signed = url;
  for (const name of [...form.keys()].sort()) {
    const values = form.get(name) as string[];
    // Several under one name are rare: sets and copies for each field would cost more than the hash.
    for (const value of values.length === 1 ? values : new Set(values.toSorted())) signed += name + value;
  }
  return createHmac('sha1', token).update(signed).digest('base64');
}

/** Reads a body as a form. */
export function readForm(body: Buffer): Form {
  const form: Form = new Map();
  for (const [name, value] of new URLSearchParams(body.toString())) {
    const values = form.get(name);
    if (values) values.push(value);
    else form.set(name, [value]);
  }
  return form;
}

function readBody({ url, headers, body }: WebhookRequest): Form {
  const type = String(headers['content-type']).split(';')[0]?.trim().toLowerCase();
  if (type === 'application/x-www-form-urlencoded') {
    if (body.length > mostFields && hasMoreFields(body, mostFields))
      throw new ForgedWebhook('It has more fields than Twilio ever sends.');
    return readForm(body);
  }
  if (type !== 'application/json') throw new ForgedWebhook('The body is neither a form nor JSON.');
  // Of JSON only the URL is signed, and there the body's hash: without it anybody could change the body.
  const hash = createHash('sha256').update(body).digest('hex');
  if (new URL(url).searchParams.get('bodySHA256') !== hash) throw new ForgedWebhook('The hash of the body is wrong.');
  return new Map();
}

/** Ten pictures and all that is known of both numbers make fewer than a hundred; sorting thousands takes seconds. */
const mostFields = 500;

function hasMoreFields(body: Buffer, most: number): boolean {
  let at = -1;
  for (let fields = 1; fields <= most; fields++) {
    at = body.indexOf('&', at + 1);
    if (at === -1) return false;
  }
  return true;
}
