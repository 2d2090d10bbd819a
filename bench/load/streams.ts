// Browsers that listen to the event stream, and what they are told: for B8 and B9, in a niced process of its own.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setPriority } from 'node:os';
import { carrierToken, inboundText, signForm } from '../../test/support/twilio-posts.ts';
import { answer, pause } from '../harness/program.ts';
import { quantile } from '../harness/statistics.ts';
import { formRequest, openConnection } from './connection.ts';

export interface Told {
  posted: number;
  /** Texts that reached every browser. */
  reachedAll: number;
  deliveries: number;
  bytes: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
}

interface Browser {
  socket: Socket;
  /** The end of what came, where a text may be cut in two. */
  rest: string;
  /** Which texts of this turn it has been told of. */
  seen: Uint8Array;
}

const mostTexts = 20_000;
const longestMark = 40;

let browsers: Browser[] = [];
let turn = 0;
let bytes = 0;
/** For each text of this turn, the browsers that have been told of it. */
const reached = new Uint16Array(mostTexts);
let onReached: (text: number) => void = () => {};

setPriority(10);
answer('', { open, close, tell });

/** Opens as many streams, and waits until each has been answered. */
async function open({ url, count, cookies }: { url: string; count: number; cookies: string[] }): Promise<void> {
  const target = new URL(url);
  for (let opened = 0; opened < count; opened += 50) {
    const some = Array.from({ length: Math.min(50, count - opened) }, (_, n) =>
      openOne(target, cookies[(browsers.length + n) % cookies.length] ?? ''),
    );
    browsers.push(...(await Promise.all(some)));
  }
}

async function openOne(url: URL, cookie: string): Promise<Browser> {
  const socket = connect(Number(url.port), url.hostname).setEncoding('latin1') as Socket;
  await once(socket, 'connect');
  socket.write(
    `GET ${url.pathname} HTTP/1.1\r\nhost: ${url.host}\r\naccept: text/event-stream\r\ncookie: ${cookie}\r\n\r\n`,
  );
  const [head] = await once(socket, 'data');
  if (!head.startsWith('HTTP/1.1 200')) throw new Error(`The stream answered ${head.slice(0, 200)}`);
  const browser = { socket, rest: '', seen: new Uint8Array(mostTexts) };
  socket.on('data', (text) => read(browser, String(text)));
  socket.on('error', () => {});
  return browser;
}

function close(): void {
  for (const { socket } of browsers) socket.destroy();
  browsers = [];
}

/** Finds the texts of this turn in what came: each says its own number. */
function read(browser: Browser, text: string): void {
  bytes += text.length;
  const mark = `bench ${turn}-`;
  const all = browser.rest + text;
  let end = 0;
  for (let at = all.indexOf(mark); at !== -1; at = all.indexOf(mark, end)) {
    end = all.indexOf('.', at);
    if (end === -1) break;
    const number = Number(all.slice(at + mark.length, end));
    if (browser.seen[number] === 0) {
      browser.seen[number] = 1;
      reached[number] = (reached[number] ?? 0) + 1;
      onReached(number);
    }
  }
  browser.rest = end === -1 ? all.slice(-longestMark) : all.slice(Math.max(end, all.length - longestMark));
}

/**
 * Posts webhooks, either `atOnce` of them on the way at a time or one `everyMs`, and waits until each has been told to
 * every browser. Times run from the post to the last browser.
 */
async function tell(options: { url: string; seconds: number; atOnce?: number; everyMs?: number }): Promise<Told> {
  const url = new URL(options.url);
  turn++;
  reached.fill(0);
  for (const browser of browsers) browser.seen.fill(0);
  bytes = 0;
  const postedAt: number[] = [];
  const latencies: number[] = [];
  const waiting = new Map<number, () => void>();
  onReached = (text) => {
    if (reached[text] !== browsers.length) return;
    latencies.push(performance.now() - (postedAt[text] ?? 0));
    waiting.get(text)?.();
  };
  const lanes = options.atOnce ?? 16;
  const connections = await Promise.all(Array.from({ length: lanes }, () => openConnection(url)));
  const startedAt = performance.now();
  const until = startedAt + options.seconds * 1000;
  const post = async (lane: number) => {
    const text = postedAt.length;
    const told = new Promise<void>((resolve) => waiting.set(text, resolve));
    const form = inboundText(`+1212555${1000 + (text % 2000)}`, `bench ${turn}-${text}.`);
    const body = new URLSearchParams(form).toString();
    postedAt.push(performance.now());
    await connections[lane]?.ask(formRequest(url, body, signForm(carrierToken, url.href, Object.entries(form))));
    await Promise.race([told, pause(10_000)]);
  };
  const work = async (lane: number) => {
    if (options.everyMs) await pause(options.everyMs * lane);
    while (performance.now() < until && postedAt.length < mostTexts) {
      const next = options.everyMs ? pause(options.everyMs * lanes) : undefined;
      await post(lane);
      await next;
    }
  };
  await Promise.all(connections.map((_, lane) => work(lane)));
  const elapsed = (performance.now() - startedAt) / 1000;
  for (const connection of connections) connection.close();
  const deliveries = reached.reduce((sum, each) => sum + each, 0);
  return {
    posted: postedAt.length,
    reachedAll: latencies.length,
    deliveries,
    bytes,
    perSecond: deliveries / elapsed,
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
  };
}
