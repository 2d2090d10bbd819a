import type {
  IncomingText,
  KeptWebhook,
  ProviderLine,
  Received,
  ReportedStatus,
  StatusReport,
  WebhookRequest,
} from './provider.ts';
import { type Form, readForm, readSigned } from './twilio-signature.ts';

/** What Twilio's word for a status is in ours; words that are not here say nothing to us. */
export const statuses: ReadonlyMap<string, ReportedStatus> = new Map<string, ReportedStatus>([
  ['accepted', 'accepted'],
  ['scheduled', 'accepted'],
  ['queued', 'accepted'],
  ['sending', 'sending'],
  ['sent', 'sent'],
  ['delivered', 'delivered'],
  ['read', 'delivered'],
  ['undelivered', 'undelivered'],
  ['failed', 'failed'],
  ['canceled', 'canceled'],
]);

const optOuts = new Map<string, IncomingText['optOut']>([
  ['STOP', 'stop'],
  ['START', 'start'],
  ['HELP', 'help'],
]);

/**
 * Checks what Twilio posts, to the inbound address or to the status address: the fields tell which it is.
 * AccountSid is not compared: the signature proves who called, and a subaccount may have its parent's texts.
 * @throws ForgedWebhook
 */
export function receive({ settings }: ProviderLine, request: WebhookRequest): () => Received {
  const form = readSigned(request, [settings.authToken, settings.previousAuthToken]);
  return () => readFields(form, request.url);
}

/** Reads a form that was signed when it came. A JSON body reads as a form without any of our fields. */
export function read({ url, body }: KeptWebhook): Received {
  return readFields(readForm(body), url);
}

function readFields(form: Form, url: string): Received {
  const field = (name: string) => form.get(name)?.[0] ?? '';

  const providerId = field('MessageSid') || field('SmsSid');
  const word = field('MessageStatus') || field('SmsStatus');
  if (providerId === '') return { texts: [], statuses: [] };
  if (word === '' || word === 'received') {
    const isText = form.has('Body') || form.has('NumMedia');
    return { texts: isText ? [readText(providerId, field)] : [], statuses: [] };
  }
  const report = readReport(providerId, word, field, attemptOf(url));
  return { texts: [], statuses: report ? [report] : [] };
}

// Most webhooks have no query: a URL made of each would cost more than its form.
const attemptOf = (url: string) => new URLSearchParams(url.split('?', 2)[1]).get('attempt');

type Field = (name: string) => string;

function readText(providerId: string, field: Field): IncomingText {
  const segments = field('NumSegments');
  return {
    providerId,
    from: field('From'),
    to: field('To'),
    body: field('Body'),
    media: readMedia(field),
    segments: /^[1-9]\d{0,2}$/.test(segments) ? Number(segments) : 1,
    optOut: optOuts.get(field('OptOutType').toUpperCase()) ?? null,
  };
}

/** Counted by the addresses themselves, so that a wrong NumMedia loses no picture. */
function readMedia(field: Field): IncomingText['media'] {
  const media = [];
  for (let url = field('MediaUrl0'); url !== ''; url = field(`MediaUrl${media.length}`)) {
    media.push({ url, contentType: field(`MediaContentType${media.length}`) || 'application/octet-stream' });
  }
  return media;
}

function readReport(providerId: string, word: string, field: Field, attemptId: string | null): StatusReport | null {
  const status = statuses.get(word);
  if (!status) return null;
  const code = field('ErrorCode');
  return {
    providerId,
    attemptId: attemptId || null,
    status,
    code: /^[1-9]\d{0,5}$/.test(code) ? code : null,
    from: field('From') || null,
  };
}
