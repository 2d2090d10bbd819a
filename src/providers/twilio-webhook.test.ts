// Signed webhooks as Twilio makes them, and what does not fit. The signing here follows Twilio's page, not its library.
import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { ForgedWebhook, type Received } from './provider.ts';
import { receive } from './twilio-webhook.ts';

type Fields = [name: string, value: string][];

const formType = 'application/x-www-form-urlencoded; charset=UTF-8';
const inbound = 'https://texts.example.org/webhooks/l1/inbound';
const status = 'https://texts.example.org/webhooks/l1/status?attempt=a1';
const text: Fields = [
  ['MessageSid', 'SM0123456789abcdef0123456789abcdef'],
  ['From', '+14155552671'],
  ['To', '+15005550006'],
  ['Body', 'Yes'],
];

/** https://www.twilio.com/docs/usage/security: the URL, then every field by its name, in the order of the bytes. */
function sign(url: string, fields: Fields, token = 'token'): string {
  const byName = Map.groupBy(fields, ([name]) => name);
  const names = [...byName.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const signed = names.flatMap((name) => {
    const values = new Set(byName.get(name)?.map(([, value]) => value));
    return [...values].sort().map((value) => name + value);
  });
  return createHmac('sha1', token)
    .update(url + signed.join(''))
    .digest('base64');
}

interface Call {
  url?: string;
  fields?: Fields;
  signature?: string | string[];
  type?: string;
  body?: string | Buffer;
  settings?: Record<string, string>;
}

function call({
  url = inbound,
  fields = text,
  signature = sign(url, fields),
  type = formType,
  body,
  settings,
}: Call): Received {
  return receive(
    { id: 'l1', number: '+15005550006', settings: settings ?? { authToken: 'token' } },
    {
      url,
      headers: { 'content-type': type, 'x-twilio-signature': signature },
      body: Buffer.from(body ?? new URLSearchParams(fields).toString()),
    },
  )();
}

test('the example of the documentation is signed as it says', () => {
  const fields: Fields = [
    ['CallSid', 'CA1234567890ABCDE'],
    ['Caller', '+14158675309'],
    ['Digits', '1234'],
    ['From', '+14158675309'],
    ['To', '+18005551212'],
  ];
  const url = 'https://mycompany.com/myapp.php?foo=1&bar=2';
  assert.equal(sign(url, fields, '12345'), 'RSOYDt4T1cUTdK1PDd93/VVr8B8=');
  const settings = { authToken: '12345' };
  assert.deepEqual(call({ url, fields, settings, signature: 'RSOYDt4T1cUTdK1PDd93/VVr8B8=' }).texts, []);
});

test('a signature holds over the URL as it was called, with and without its port', () => {
  const urls: [called: string, signed: string][] = [
    ['https://texts.example.org:8443/in', 'https://texts.example.org/in'],
    ['https://texts.example.org/in?a=1', 'https://texts.example.org:443/in?a=1'],
    ['http://texts.example.org/in', 'http://texts.example.org:80/in'],
    ['https://Texts.Example.org//in/', 'https://Texts.Example.org//in/'],
    ["https://texts.example.org/in?q=it's%20%2B&x=España", "https://texts.example.org/in?q=it's%20%2B&x=España"],
    ['http://127.0.0.1:3000/in', 'http://127.0.0.1:3000/in'],
  ];
  for (const [url, signed] of urls) assert.equal(call({ url, signature: sign(signed, text) }).texts.length, 1, url);

  const others = [
    'https://texts.example.org/in?a=2',
    'https://evil.example.org/in?a=1',
    'http://texts.example.org/in?a=1',
  ];
  for (const signed of others) {
    const url = 'https://texts.example.org/in?a=1';
    assert.throws(() => call({ url, signature: sign(signed, text) }), ForgedWebhook, signed);
  }
});

test('a signature holds over every field: empty, repeated, unknown, of any name', () => {
  const more: Fields[] = [
    [
      ['FromCity', ''],
      ['FromZip', ''],
    ],
    [
      ['Tag', 'b'],
      ['Tag', 'a'],
      ['Tag', 'b'],
    ],
    [
      ['Reason', 'x'],
      ['ReasonConferenceEnded', 'a'],
      ['reason', 'y'],
      ['REASON', 'z'],
    ],
    [
      ['__proto__', 'x'],
      ['constructor', 'y'],
      ['7', 'z'],
      ['a[b]', '+ %'],
    ],
    [['ProfileName', 'Ana 👩🏽 Ñ 日本\u0000']],
  ];
  for (const fields of more) assert.equal(call({ fields: [...text, ...fields] }).texts.length, 1, String(fields));
  for (const fields of more) {
    assert.throws(() => call({ fields: [...text, ...fields], signature: sign(inbound, text) }), ForgedWebhook);
  }
});

test('while the token is being changed both count, and an empty one never', () => {
  const signature = sign(inbound, text, 'old');
  const settings = { authToken: 'new', previousAuthToken: 'old' };
  assert.equal(call({ signature, settings }).texts.length, 1);
  assert.throws(() => call({ signature, settings: { authToken: 'new' } }), ForgedWebhook);
  const signedByAnybody = sign(inbound, text, '');
  for (const name of ['authToken', 'previousAuthToken']) {
    assert.throws(() => call({ signature: signedByAnybody, settings: { [name]: '' } }), ForgedWebhook);
  }
});

test('without a signature, or with several, it is a forgery', () => {
  for (const signature of ['', 'x', [sign(inbound, text)], `${sign(inbound, text)} `]) {
    assert.throws(() => call({ signature }), ForgedWebhook);
  }
});

test('JSON is believed only when the signed URL names its hash', () => {
  const body = '{"MessageSid":"SM1","Body":"Yes"}';
  const hash = createHash('sha256').update(body).digest('hex');
  const url = `${inbound}?bodySHA256=${hash}`;
  const json = { type: 'application/json', fields: [], body };
  assert.deepEqual(call({ ...json, url }), { texts: [], statuses: [] });
  assert.throws(() => call({ ...json, url, body: `${body} ` }), ForgedWebhook);
  assert.throws(() => call(json), ForgedWebhook);
});

test('a body of another kind is refused', () => {
  for (const type of ['text/plain', 'multipart/form-data; boundary=x', '']) {
    assert.throws(() => call({ type }), ForgedWebhook, type);
  }
});

test('statuses come in our words, and codes only when they are codes', () => {
  const words = {
    queued: 'accepted',
    accepted: 'accepted',
    scheduled: 'accepted',
    sending: 'sending',
    sent: 'sent',
    delivered: 'delivered',
    read: 'delivered',
    undelivered: 'undelivered',
    failed: 'failed',
    canceled: 'canceled',
    partially_delivered: undefined,
    receiving: undefined,
    constructor: undefined,
    '': undefined,
    Delivered: undefined,
  };
  for (const [word, ours] of Object.entries(words)) {
    const fields: Fields = [
      ['MessageSid', 'SM1'],
      ['MessageStatus', word],
      ['SmsStatus', word],
    ];
    assert.equal(call({ url: status, fields }).statuses[0]?.status, ours, word);
  }
  const codes = { '30005': '30005', '': null, abc: null, '0': null, '-1': null, '1e5': null, ['9'.repeat(30)]: null };
  for (const [code, ours] of Object.entries(codes)) {
    const fields: Fields = [
      ['SmsSid', 'SM1'],
      ['SmsStatus', 'failed'],
      ['ErrorCode', code],
    ];
    assert.deepEqual(call({ url: status, fields }).statuses, [
      { providerId: 'SM1', attemptId: 'a1', status: 'failed', code: ours, from: null },
    ]);
  }
  const fields: Fields = [
    ['MessageSid', 'SM1'],
    ['MessageStatus', 'sent'],
  ];
  assert.equal(call({ fields }).statuses[0]?.attemptId, null);
});

test('counts that make no sense lose neither the text nor its pictures', () => {
  const picture: Fields = [
    ['MediaUrl0', 'https://api.example.org/0'],
    ['MediaUrl1', 'https://api.example.org/1'],
  ];
  for (const count of ['', 'many', '-1', '1', '9'.repeat(30)]) {
    const fields: Fields = [...text, ['NumMedia', count], ['NumSegments', count], ...picture];
    const [received] = call({ fields }).texts;
    assert.equal(received?.media.length, 2);
    assert.equal(received?.media[1]?.contentType, 'application/octet-stream');
    assert.equal(received?.segments, 1);
  }
});

test('bytes that are not UTF-8 are read as far as they go', () => {
  const fields: Fields = [
    ['MessageSid', 'SM1'],
    ['Body', 'caf\uFFFD \uFFFD'],
  ];
  const body = Buffer.concat([Buffer.from('MessageSid=SM1&Body=caf%E9+'), Buffer.from([0xff])]);
  assert.equal(call({ fields, body }).texts[0]?.body, 'caf\uFFFD \uFFFD');
});

test('any signed form is read, and no form is believed with a signature of another', () => {
  const name = fc.oneof(fc.constantFrom('MessageSid', 'Body', 'MessageStatus', 'MediaUrl0', 'ErrorCode'), fc.string());
  const form = fc.array(fc.tuple(name, fc.string({ unit: 'grapheme' })));
  fc.assert(
    fc.property(form, form, (fields, others) => {
      const { texts, statuses } = call({ fields });
      assert.ok(texts.length + statuses.length <= 1);
      if (sign(inbound, fields) === sign(inbound, others)) return;
      assert.throws(() => call({ fields, signature: sign(inbound, others) }), ForgedWebhook);
    }),
    { numRuns: 100 },
  );
});
