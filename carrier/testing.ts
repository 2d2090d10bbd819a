import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import twilio from 'twilio';
import { type CarrierOptions, openCarrier } from './carrier.ts';

export const account = `AC${'a'.repeat(32)}`;
export const messagingService = `MG${'b'.repeat(32)}`;
export const line = '+12025550100';
export const otherLine = '+12025550101';

export type Posted = {
  method: string;
  path: string;
  params: Record<string, string>;
  headers: IncomingHttpHeaders;
  at: number;
};

/** A carrier of its own for one test, with every delay at its shortest, with Twilio's SDK as the customer and a server that gets the webhooks. */
export async function rehearse(t: TestContext, options: Partial<CarrierOptions> = {}) {
  const carrier = await openCarrier({ port: 0, random: () => 0, ...options });
  const posted: Posted[] = [];
  const answers = new Map<string, (response: ServerResponse, request: Posted) => void>();
  const app = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      const path = request.url ?? '';
      const params = Object.fromEntries(new URLSearchParams(body));
      const post = { method: request.method ?? '', path, params, headers: request.headers, at: Date.now() };
      posted.push(post);
      const answer = answers.get(path.split('?')[0]!);
      if (answer) answer(response, post);
      else response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  const appUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
  t.after(async () => {
    await carrier.close();
    app.closeAllConnections();
    app.close();
  });

  async function control(method: string, path: string, body?: unknown) {
    const response = await fetch(`${carrier.url}/_carrier${path}`, {
      method,
      body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  }

  return {
    carrier,
    client: clientFor(carrier.url),
    appUrl,
    posted,
    control,
    /** Says how the app answers webhooks to a path; otherwise it answers 204. */
    answer: (path: string, how: (response: ServerResponse, request: Posted) => void) => answers.set(path, how),
    setNumber: (number: string, more: object = {}) =>
      control('PUT', `/numbers/${number}`, { inboundUrl: `${appUrl}/inbound`, accountSid: account, ...more }),
    texts: async (number: string) => (await control('GET', `/phones/${number}/texts`)).body.items,
    statuses: (path = '/status') =>
      posted.filter((post) => post.path.startsWith(path)).map((post) => post.params.MessageStatus),
  };
}

export function clientFor(url: string, token = 'carrier-token', accountSid = account) {
  const client = twilio(accountSid, token);
  client.api.baseUrl = url;
  return client;
}

/** Waits until a look at the world finds something; the reason says what never came. */
export async function until<T>(reason: string, look: () => T | Promise<T>, mostMs = 60_000) {
  const deadline = performance.now() + mostMs;
  for (;;) {
    const found = await look();
    if (found) return found as Exclude<T, false | '' | 0 | null | undefined>;
    if (performance.now() > deadline) throw new Error(`Waited ${mostMs} ms for ${reason}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
