// Asks for pages, one after the other, as a browser does: the load of B5 and B6, in a niced process of its own.
import { setPriority } from 'node:os';
import { answer } from '../harness/program.ts';
import { quantile } from '../harness/statistics.ts';
import { openConnection } from './connection.ts';

export interface Reading {
  url: string;
  cookie?: string;
  /** Asked for in turn. */
  paths: string[];
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
  const requests = paths.map(
    (path) => `GET ${path} HTTP/1.1\r\nhost: ${target.host}\r\n${cookie ? `cookie: ${cookie}\r\n` : ''}\r\n`,
  );
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
