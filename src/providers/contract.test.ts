// Holds every provider of the list against the contract, by the recordings in its folder. A new provider starts here:
// put it into the list, and these tests say what is missing.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { providers } from './index.ts';
import {
  type CheckResult,
  ForgedWebhook,
  type ListedText,
  type ProviderLine,
  type Received,
  SendError,
  type Wanted,
} from './provider.ts';

interface Asked {
  method: string;
  path: string;
  fields?: Record<string, unknown>;
}

interface Exchange {
  request?: Asked;
  response: { status: number; headers: Record<string, string>; body: unknown };
}

interface Recordings {
  line: Map<string, Omit<ProviderLine, 'id'>>;
  send: Map<
    string,
    Exchange & {
      line?: Partial<ProviderLine>;
      text: { to: string; body: string };
      accepted?: { providerId: string; from: string | null };
      failed?: Pick<SendError, 'outcome' | 'code' | 'isOptOut' | 'stopsLine' | 'retryAfterMs'>;
    }
  >;
  webhook: Map<string, { request: { url: string; headers: Record<string, string>; body: string }; received: Received }>;
  check: Map<string, Exchange & { kind: CheckResult['kind'] }>;
  list: Map<
    string,
    Exchange & {
      line?: Partial<ProviderLine>;
      wanted: Omit<Wanted, 'since'> & { since: string };
      texts: object[];
    }
  >;
  explain: Map<string, { code: string; explanation: { canSendAgain: boolean; isOptOut: boolean } }>;
}

/** What the recordings of a provider must at least show. */
const musts: [what: string, isThere: (recordings: Recordings) => unknown][] = [
  ['line: settings that can send', ({ line }) => line.size === 1],
  ['send: a text that was taken, with the request', ({ send }) => send.values().some((r) => r.accepted && r.request)],
  ['send: a refusal', ({ send }) => send.values().some((r) => r.failed?.outcome === 'refused')],
  ['send: wrong credentials', ({ send }) => send.values().some((r) => r.failed?.stopsLine)],
  ['send: too many requests', ({ send }) => send.values().some((r) => r.failed?.retryAfterMs)],
  ['send: an answer that proves nothing', ({ send }) => send.values().some((r) => r.failed?.outcome === 'unknown')],
  ['webhook: a text', ({ webhook }) => webhook.values().some((r) => r.received.texts[0]?.body)],
  ['webhook: a picture', ({ webhook }) => webhook.values().some((r) => r.received.texts[0]?.media[0])],
  ['webhook: a delivery', ({ webhook }) => webhook.values().some((r) => r.received.statuses[0]?.attemptId)],
  ['webhook: a failure with its code', ({ webhook }) => webhook.values().some((r) => r.received.statuses[0]?.code)],
  ['check: right settings', ({ check }) => check.values().some((r) => r.kind === 'ok')],
  ['check: wrong credentials', ({ check }) => check.values().some((r) => r.kind === 'wrong_credentials')],
  ['explain: a code of an opt-out', ({ explain }) => explain.values().some((r) => r.explanation.isOptOut)],
  [
    'explain: a code that helps to send again',
    ({ explain }) => explain.values().some((r) => r.explanation.canSendAgain),
  ],
];

const folder = join(import.meta.dirname, 'recordings');

function readRecordings(name: string): Recordings {
  const recordings: Recordings = {
    line: new Map(),
    send: new Map(),
    webhook: new Map(),
    check: new Map(),
    list: new Map(),
    explain: new Map(),
  };
  for (const file of existsSync(join(folder, name)) ? readdirSync(join(folder, name)) : []) {
    const content = JSON.parse(readFileSync(join(folder, name, file), 'utf8'));
    const kind = Object.keys(recordings).find((kind) => file.startsWith(kind)) as keyof Recordings | undefined;
    assert.ok(kind, `recordings/${name}/${file} begins with none of ${Object.keys(recordings).join(', ')}`);
    assert.ok(content.description, `recordings/${name}/${file} has no description`);
    recordings[kind].set(file, content);
  }
  return recordings;
}

/** The company's side: it gives the answer of a recording and remembers what it was asked. */
const company = createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray()).toString();
  const isJson = request.headers['content-type']?.includes('json');
  const fields = isJson ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));
  asked = { method: request.method ?? '', path: request.url ?? '', ...(body ? { fields } : {}) };
  response.writeHead(answer.status, answer.headers);
  response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
});
let answer: Exchange['response'];
let asked: Asked | undefined;
let baseUrl = '';

before(async () => {
  await new Promise<void>((resolve) => company.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(company.address() as AddressInfo).port}`;
});
after(() => {
  company.closeAllConnections();
  company.close();
});

test('every provider has a name of its own, and every folder of recordings a provider', () => {
  const names = providers.map(({ name }) => name);
  assert.deepEqual([...new Set(names)], names);
  for (const name of names) assert.match(name, /^[a-z][a-z0-9-]*$/);
  assert.deepEqual(
    readdirSync(folder).filter((name) => !names.includes(name)),
    [],
  );
});

for (const provider of providers) {
  const { name } = provider;
  const recordings = readRecordings(name);
  const [recorded] = recordings.line.values();
  const attempt = {
    id: '01990000-0000-7000-8000-0000000000a1',
    statusUrl:
      'https://texts.example.org/webhooks/01990000-0000-7000-8000-00000000000a/status?attempt=01990000-0000-7000-8000-0000000000a1',
  };
  const lineWith = (change: Partial<ProviderLine> = {}): ProviderLine => ({
    id: '01990000-0000-7000-8000-00000000000a',
    number: null,
    ...recorded,
    ...change,
    settings: { ...recorded?.settings, baseUrl, ...change.settings },
  });

  test(`${name}: the recordings show all that the contract asks for`, () => {
    const missing = musts.filter(([, isThere]) => !isThere(recordings)).map(([what]) => what);
    assert.deepEqual(missing, [], `recordings/${name} lacks:\n  ${missing.join('\n  ')}`);
  });

  test(`${name}: settings are declared, and fit the line of the recordings`, () => {
    const declared = provider.settings.map((setting) => setting.name);
    assert.deepEqual([...new Set(declared)], declared);
    assert.ok(declared.includes('baseUrl'), `${name} has no setting baseUrl, so nobody can rehearse with it`);
    assert.ok(
      provider.settings.some(({ isSecret }) => isSecret),
      `${name} keeps nothing secret`,
    );
    const { directsSecrets } = provider.settings.find((setting) => setting.name === 'baseUrl')!;
    assert.ok(directsSecrets, 'Secrets go where baseUrl says.');
    const { settings } = lineWith();
    for (const setting of provider.settings) {
      assert.match(setting.hint, /^[A-Z].*\.$/, `the hint of ${setting.name} is no sentence`);
      assert.ok(!setting.isRequired || settings[setting.name], `the recorded line lacks ${setting.name}`);
      const { pattern, name, keepsLastIn } = setting;
      const keeper = provider.settings.find((each) => each.name === keepsLastIn);
      assert.ok(!keepsLastIn || keeper?.isSecret === setting.isSecret, `${name} is not kept as safely as it is`);
      if (pattern && settings[name]) assert.equal(pattern.exec(settings[name])?.[0], settings[name]);
      if (pattern) assert.doesNotMatch('', pattern);
    }
    assert.deepEqual(
      Object.keys(settings).filter((key) => !declared.includes(key)),
      [],
    );
  });

  for (const [file, { line, text, request, response, accepted, failed }] of recordings.send) {
    test(`${name}: ${file}`, async () => {
      answer = response;
      asked = undefined;
      const sent = provider.send(lineWith(line), text, attempt);
      if (accepted) {
        assert.deepEqual(await sent, accepted);
      } else {
        const error = await sent.then(
          () => assert.fail('It was taken.'),
          (error: unknown) => error,
        );
        assert.ok(error instanceof SendError, String(error));
        const { outcome, code, isOptOut, stopsLine, retryAfterMs } = error;
        assert.deepEqual({ outcome, code, isOptOut, stopsLine, retryAfterMs }, failed);
        assert.match(error.message, /[.]$/);
      }
      if (request) assert.deepEqual(asked, request);
    });
  }

  for (const [file, { request, received }] of recordings.webhook) {
    const called = { ...request, body: Buffer.from(request.body) };

    test(`${name}: ${file}`, () => {
      assert.deepEqual(provider.receive(lineWith(), called)(), received);
      const { url, body } = called;
      assert.deepEqual(provider.read({ url, body }), received, 'Read again, it says something else.');
    });

    test(`${name}: ${file}, altered, is a forgery`, () => {
      const other = lineWith();
      const secrets = provider.settings.filter(({ isSecret }) => isSecret).map((secret) => [secret.name, 'another']);
      const forgeries: [string, () => unknown][] = [
        ['another body', () => provider.receive(lineWith(), { ...called, body: Buffer.from(`${request.body}0`) })],
        ['another address', () => provider.receive(lineWith(), { ...called, url: `${request.url}0` })],
        [
          'no signature',
          () =>
            provider.receive(lineWith(), { ...called, headers: { 'content-type': request.headers['content-type'] } }),
        ],
        [
          'another secret',
          () => provider.receive({ ...other, settings: { ...other.settings, ...Object.fromEntries(secrets) } }, called),
        ],
      ];
      for (const [what, forge] of forgeries) assert.throws(forge, ForgedWebhook, `${what} was taken for real`);
    });
  }

  test(`${name}: a webhook is answered without a text`, () => {
    const { status, headers, body } = provider.acknowledge();
    assert.ok(status >= 200 && status < 300);
    assert.ok(body === '' || !headers['content-type']?.startsWith('text/plain'));
  });

  for (const [file, { code, explanation }] of recordings.explain) {
    test(`${name}: ${file}`, () => {
      const { message, advice, ...rest } = provider.explain(code);
      assert.deepEqual(rest, explanation);
      for (const sentence of [message, advice]) assert.match(sentence, /^[A-Z].*\.$/);
    });
  }

  test(`${name}: a code that nobody knows gets an honest answer`, () => {
    const { message, advice, ...rest } = provider.explain('unheard-of');
    assert.match(message, /unheard-of/);
    assert.ok(advice);
    assert.deepEqual(rest, { canSendAgain: false, isOptOut: false });
  });

  test(`${name}: whoever can list shows it, and a line whose company is away throws`, async () => {
    assert.equal(recordings.list.size > 0, provider.list !== undefined);
    answer = { status: 502, headers: { 'content-type': 'text/html' }, body: '<html>Bad gateway</html>' };
    await assert.rejects(async () => {
      if (!provider.list) throw new Error('It cannot list.');
      await provider.list(lineWith(), { to: '+14155552671', since: new Date(0) });
    });
  });

  for (const [file, { request, response, kind }] of recordings.check) {
    test(`${name}: ${file}`, async () => {
      answer = response;
      asked = undefined;
      assert.equal((await provider.check(lineWith())).kind, kind);
      if (request) assert.deepEqual(asked, request);
    });
  }

  for (const [file, { line, wanted, request, response, texts }] of recordings.list) {
    test(`${name}: ${file}`, async () => {
      answer = response;
      asked = undefined;
      const since = new Date(wanted.since);
      const listed = await (provider.list?.(lineWith(line), { ...wanted, since } as Wanted) ??
        assert.fail('It cannot list.'));
      const shown = listed.map((text: ListedText) => ({ ...text, createdAt: text.createdAt.toISOString() }));
      assert.deepEqual(shown, texts);
      assert.deepEqual(asked, request);
    });
  }

  test(`${name}: a line whose company is away cannot be reached`, async () => {
    const nowhere = createServer();
    await new Promise<void>((resolve) => nowhere.listen(0, '127.0.0.1', resolve));
    const { port } = nowhere.address() as AddressInfo;
    await new Promise((resolve) => nowhere.close(resolve));
    const line = lineWith({ settings: { baseUrl: `http://127.0.0.1:${port}` } });
    const result = await provider.check(line);
    assert.equal(result.kind, 'unreachable');
    assert.match(result.kind === 'unreachable' ? result.message : '', new RegExp(`127\\.0\\.0\\.1:${port}`));
    await assert.rejects(provider.send(line, { to: '+14155552671', body: 'Hi' }, attempt), { outcome: 'not_sent' });
  });
}
