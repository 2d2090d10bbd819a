// Asks for pages, one after the other, as a browser does: the load of B5, B6, B7 and P1, in a niced process of its own.
import { setPriority } from 'node:os';
import { answer } from '../harness/program.ts';
import { quantile } from '../harness/statistics.ts';
import { openConnection } from './connection.ts';

export interface Reading {
  url: string;
  cookie?: string;
  /** Asked for in turn; what has a body is posted. */
  paths: (string | { path: string; body: object })[];
  seconds: number;
}

export interface Read {
  answered: number;
  failed: number;
  p50Ms: number;
  p99Ms: number;
}

setPriority(10);
answer('', { read });

async function read({ url, cookie, paths, seconds }: Reading): Promise<Read> {
  const target = new URL(url);
  const head = `host: ${target.host}\r\n${cookie ? `cookie: ${cookie}\r\n` : ''}`;
  const requests = paths.map((asked) => {
    if (typeof asked === 'string') return `GET ${asked} HTTP/1.1\r\n${head}\r\n`;
    const body = JSON.stringify(asked.body);
    const lines = `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
    return `POST ${asked.path} HTTP/1.1\r\n${head}${lines}\r\n${body}`;
  });
  const connection = await openConnection(target);
  const latencies: number[] = [];
  let failed = 0;
  const until = performance.now() + seconds * 1000;
  for (let turn = 0; performance.now() < until; turn++) {
    const askedAt = performance.now();
    const status = await connection.ask(requests[turn % requests.length] as string).catch(() => 0);
    if (status === 200) latencies.push(performance.now() - askedAt);
    else failed++;
  }
  connection.close();
  return { answered: latencies.length, failed, p50Ms: quantile(latencies, 0.5), p99Ms: quantile(latencies, 0.99) };
}
