import { readFile } from 'node:fs/promises';
import { openCarrier } from './carrier.ts';
import { checkParameters, checkSchema, type OpenApi, operationAt, type Schema } from './openapi-check.ts';

/**
 * Compares the carrier's answers with Twilio's own OpenAPI file, which is not part of this project:
 * `node carrier/conformance.ts <twilio_api_v2010.json>` from https://github.com/twilio/twilio-oai
 */
const [path] = process.argv.slice(2);
if (!path) {
  process.stderr.write('Which OpenAPI file? node carrier/conformance.ts <twilio_api_v2010.json>\n');
  process.exit(1);
}
const api = JSON.parse(await readFile(path, 'utf8')) as OpenApi;

const account = `AC${'a'.repeat(32)}`;
const service = `MG${'b'.repeat(32)}`;
const root = '/2010-04-01/Accounts/{AccountSid}/Messages';
const carrier = await openCarrier({ port: 0, random: () => 0 });
let passed = 0;
let failed = 0;

function report(name: string, faults: string[]) {
  if (faults.length === 0) passed += 1;
  else failed += 1;
  process.stdout.write(
    `${faults.length === 0 ? 'ok  ' : 'FAIL'} ${name}${faults.map((fault) => `\n       ${fault}`).join('')}\n`,
  );
}

type Asked = { sids?: Record<string, string>; query?: Record<string, string>; form?: [string, string][] };
type Answer = Record<string, unknown>;

/** Makes one call as the file describes it, and checks what was sent and what came back against the file. */
async function call(
  name: string,
  method: 'get' | 'post' | 'delete',
  template: string,
  asked: Asked = {},
): Promise<Answer> {
  const operation = operationAt(api, template, method);
  const sids = { AccountSid: account, ...asked.sids };
  const filled = template.replace(/\{(\w+)\}/g, (_, sid: keyof typeof sids) => sids[sid]);
  const query = asked.query ? `?${new URLSearchParams(asked.query)}` : '';
  const response = await fetch(carrier.url + filled + query, {
    method,
    headers: { authorization: `Basic ${Buffer.from(`${account}:carrier-token`).toString('base64')}` },
    body: asked.form ? new URLSearchParams(asked.form) : null,
  });
  const text = await response.text();
  const faults = checkParameters(api, operation, { ...sids, ...asked.query }, asked.form ?? []);
  const described = operation.responses[response.status];
  const schema = described?.content?.['application/json']?.schema;
  if (!described) faults.push(`status ${response.status} is not in the file: ${text.slice(0, 200)}`);
  else if (schema) faults.push(...checkSchema(api, schema, JSON.parse(text), 'answer'));
  else if (text !== '') faults.push('an answer where the file has none');
  report(`${method.toUpperCase().padEnd(6)} ${name}`, faults);
  return text === '' ? {} : (JSON.parse(text) as Answer);
}

const control = (method: string, at: string, body: unknown) =>
  fetch(`${carrier.url}/_carrier${at}`, { method, body: JSON.stringify(body) });
const person = '+13035550142';
const line = '+15005550006';
const hour = new Date(Date.now() + 3_600_000).toISOString();
const create = (name: string, ...form: [string, string][]) =>
  call(`create ${name}`, 'post', `${root}.json`, { form: [['To', person], ...form] });

try {
  const plain = await create(
    'from a number',
    ['From', line],
    ['Body', 'Hello'],
    ['StatusCallback', 'http://127.0.0.1:9/status'],
    ['ValidityPeriod', '600'],
  );
  await create(
    'through a service',
    ['MessagingServiceSid', service],
    ['Body', 'Hello'],
    ['SmartEncoded', 'true'],
    ['ShortenUrls', 'false'],
  );
  const scheduled = await create(
    'scheduled',
    ['MessagingServiceSid', service],
    ['Body', 'Hello'],
    ['ScheduleType', 'fixed'],
    ['SendAt', hour],
  );
  const picture = await create(
    'with pictures',
    ['From', line],
    ['MediaUrl', 'https://example.org/a.png'],
    ['MediaUrl', 'https://example.org/b.png'],
  );
  await control('PUT', `/phones/+13035550143`, { behaviour: { power: 'off' } });
  await call('create to a phone that is off', 'post', `${root}.json`, {
    form: [
      ['To', '+13035550143'],
      ['From', line],
      ['Body', 'x'],
    ],
  });
  await control('PUT', `/numbers/${line}`, { accountSid: account });
  const inbound = (await (await control('POST', `/phones/${person}/texts`, { to: line, body: 'Hi' })).json()) as Answer;
  await new Promise((resolve) => setTimeout(resolve, 500));

  const one = (message: Answer) => ({ sids: { Sid: String(message.sid) } });
  const of = (message: Answer) => ({ MessageSid: String(message.sid) });
  const delivered = await call('fetch a delivered one', 'get', `${root}/{Sid}.json`, one(plain));
  report(
    'it has a price and a date of sending',
    typeof delivered.price === 'string' && delivered.date_sent ? [] : [JSON.stringify(delivered)],
  );
  await call('fetch an inbound one', 'get', `${root}/{Sid}.json`, one(inbound));
  await call('list all', 'get', `${root}.json`);
  await call('list with every filter', 'get', `${root}.json`, {
    query: { To: person, From: line, 'DateSent>': '2020-01-01T00:00:00Z', 'DateSent<': hour, PageSize: '1' },
  });
  const firstPage = await call('list the first page', 'get', `${root}.json`, { query: { PageSize: '2' } });
  const next = Object.fromEntries(new URLSearchParams(String(firstPage.next_page_uri).split('?')[1]));
  await call('list the second page', 'get', `${root}.json`, { query: next });
  await call('cancel', 'post', `${root}/{Sid}.json`, { ...one(scheduled), form: [['Status', 'canceled']] });
  await call('redact', 'post', `${root}/{Sid}.json`, { ...one(plain), form: [['Body', '']] });
  await call('give feedback', 'post', `${root}/{MessageSid}/Feedback.json`, {
    sids: of(plain),
    form: [['Outcome', 'confirmed']],
  });
  const media = await call('list media', 'get', `${root}/{MessageSid}/Media.json`, {
    sids: of(picture),
    query: { 'DateCreated>': '2020-01-01T00:00:00Z' },
  });
  const [first] = media.media_list as Answer[];
  const sids = { ...of(picture), Sid: String(first?.sid) };
  await call('fetch media', 'get', `${root}/{MessageSid}/Media/{Sid}.json`, { sids });
  await call('delete media', 'delete', `${root}/{MessageSid}/Media/{Sid}.json`, { sids });
  await call('delete', 'delete', `${root}/{Sid}.json`, one(plain));

  const message = api.components.schemas['api.v2010.account.message'] as Schema;
  report('every field of the message is answered', missing(message, delivered));
} finally {
  await carrier.close();
}

function missing(schema: Schema, answer: Answer): string[] {
  return Object.keys(schema.properties ?? {})
    .filter((name) => !(name in answer))
    .map((name) => `${name} is missing`);
}

process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
