import { createHmac, randomUUID } from 'node:crypto';

/** The token that the carrier gives to every account. */
export const carrierToken = 'carrier-token';

export const newSid = () => `SM${randomUUID().replaceAll('-', '')}`;

/** Twilio's algorithm by the book (https://www.twilio.com/docs/usage/security), apart from the SDK that we check with. */
export function signForm(token: string, url: string, form: Iterable<[string, string]>): string {
  const sorted = [...form].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return createHmac('sha1', token)
    .update(url + sorted.map(([name, value]) => name + value).join(''))
    .digest('base64');
}

/** What Twilio posts when somebody texts us. */
export const inboundText = (from: string, body: string, more: Record<string, string> = {}) => ({
  MessageSid: newSid(),
  AccountSid: `AC${'a'.repeat(32)}`,
  From: from,
  To: '+12125550100',
  Body: body,
  NumMedia: '0',
  NumSegments: '1',
  SmsStatus: 'received',
  ApiVersion: '2010-04-01',
  ...more,
});

export interface Post {
  /** What is signed with; the carrier's token if left out. */
  token?: string;
  /** The URL that is signed, where it differs from the one that is called. */
  signedUrl?: string;
  headers?: Record<string, string | undefined>;
  /** Bytes to send in place of the form. */
  bytes?: Buffer;
  /** How long to wait for an answer; for ever if left out. */
  patienceMs?: number;
}

/** Posts a webhook, signed as the company would, and answers the HTTP status. */
export async function post(url: string, form: Record<string, string>, options: Post = {}): Promise<number> {
  const body = options.bytes ?? Buffer.from(new URLSearchParams(form).toString());
  const signature = signForm(
    options.token ?? carrierToken,
    options.signedUrl ?? url,
    new URLSearchParams(body.toString()),
  );
  const headers = {
    'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
    'x-twilio-signature': signature,
    ...options.headers,
  };
  const response = await fetch(url, {
    method: 'POST',
    headers: Object.entries(headers).filter((each): each is [string, string] => each[1] !== undefined),
    body,
    ...(options.patienceMs !== undefined && { signal: AbortSignal.timeout(Math.ceil(options.patienceMs)) }),
  });
  await response.arrayBuffer();
  return response.status;
}
