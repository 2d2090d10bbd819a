// Posts signed webhooks as fast as they are answered: the load generator of B1 and B8, in a niced process of its own.
import { setPriority } from 'node:os';
import { carrierToken, inboundText, signForm } from '../../test/support/twilio-posts.ts';
import { answer } from '../harness/program.ts';
import { quantile } from '../harness/statistics.ts';
import { type Connection, formRequest, openConnection } from './connection.ts';

export interface Load {
  url: string;
  clients: number;
  seconds: number;
  /** How many people write. */
  people: number;
}

export interface Loaded {
  accepted: number;
  failed: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
}

setPriority(10);
answer('', { load });

async function load({ url, clients, seconds, people }: Load): Promise<Loaded> {
  const target = new URL(url);
  const latencies: number[] = [];
  let failed = 0;
  let sent = 0;
  const connections = await Promise.all(Array.from({ length: clients }, () => openConnection(target)));
  const startedAt = performance.now();
  const until = startedAt + seconds * 1000;
  const work = async (connection: Connection) => {
    while (performance.now() < until) {
      const request = webhook(target, sent++ % people);
      const askedAt = performance.now();
      const status = await connection.ask(request).catch(() => 0);
      if (status >= 200 && status < 300) latencies.push(performance.now() - askedAt);
      else failed++;
    }
    connection.close();
  };
  await Promise.all(connections.map(work));
  const elapsed = (performance.now() - startedAt) / 1000;
  return {
    accepted: latencies.length,
    failed,
    perSecond: latencies.length / elapsed,
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
  };
}

function webhook(target: URL, person: number): string {
  const form = inboundText(`+1212555${String(person).padStart(4, '0')}`, 'Can you hold a bag for me until six?');
  return formRequest(
    target,
    new URLSearchParams(form).toString(),
    signForm(carrierToken, target.href, Object.entries(form)),
  );
}
