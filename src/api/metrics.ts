import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { countLastHour, readVitalSigns } from '../platform/vital-signs.ts';
import type { ApiParts } from './route.ts';

type Labelled = Record<string, number>;

/** `/metrics`, in Prometheus' text format (version 0.0.4): numbers of this process and of the whole installation. */
export function metrics(
  server: FastifyInstance,
  { floor, hub, inbound }: ApiParts,
  pool: Pick<pg.Pool, 'totalCount' | 'idleCount' | 'waitingCount'>,
): void {
  const lag = monitorEventLoopDelay({ resolution: 10 });
  lag.enable();
  server.addHook('onClose', async () => void lag.disable());

  server.get('/metrics', async (_request, reply) => {
    const all = await ofInstallation().catch(() => gauge('database_up', 'Whether the database answers.', 0));
    return reply.header('content-type', 'text/plain; version=0.0.4; charset=utf-8').send(all + ofProcess());
  });

  async function ofInstallation(): Promise<string> {
    const [signs, lastHour] = await Promise.all([readVitalSigns(floor.db), countLastHour(floor.db, floor.clock.now())]);
    const { waiting, workers, books } = signs;
    const statuses = Object.fromEntries(lastHour.map(({ status, count }) => [`status="${status}"`, count]));
    return (
      gauge('database_up', 'Whether the database answers.', 1) +
      gauge('outbox_waiting', 'Texts whose time has come and that have not left.', {
        'lane="one_to_one"': waiting[0],
        'lane="to_many"': waiting[1],
      }) +
      gauge('outbox_oldest_seconds', 'How long the oldest of them has waited.', signs.oldestWaitingSeconds) +
      gauge('outbox_scheduled', 'Texts whose time is still to come.', signs.scheduled) +
      gauge('messages_unknown', 'Texts of which nobody knows whether they left.', signs.unknown) +
      gauge('messages_last_hour', 'Texts written or received in the last hour, by what they are now.', statuses) +
      gauge('webhooks_parked', 'Webhooks that could not be taken in and wait for somebody.', signs.parked) +
      gauge(
        'messages_recovered',
        "Texts that nobody had brought, found in a provider's books since the beginning.",
        books.recovered,
      ) +
      gauge('statuses_repaired', "Statuses that were behind a provider's books and are not any more.", books.repaired) +
      gauge('workers', 'Processes that send, by whether they say that they live.', {
        'state="alive"': workers.alive,
        'state="silent"': workers.silent,
      })
    );
  }

  function ofProcess(): string {
    const { rss, heapUsed } = process.memoryUsage();
    const seconds = (nanoseconds: number) => (Number.isNaN(nanoseconds) ? 0 : nanoseconds / 1e9);
    const lags = { 'quantile="0.5"': seconds(lag.percentile(50)), 'quantile="0.99"': seconds(lag.percentile(99)) };
    lag.reset();
    return (
      gauge(
        'journal_parked',
        'Records of the journal that could not be read, and wait for somebody.',
        inbound.countUnreadable(),
      ) +
      gauge('live_browsers', 'Pages that listen to this process.', hub.count()) +
      gauge('pool_connections', "Connections of this process's main pool.", {
        'state="in_use"': pool.totalCount - pool.idleCount,
        'state="idle"': pool.idleCount,
      }) +
      gauge('pool_waiting', 'Queries that wait for a connection.', pool.waitingCount) +
      gauge('resident_memory_bytes', 'Memory of this process.', rss) +
      gauge('heap_used_bytes', "JavaScript's part of it that is in use.", heapUsed) +
      gauge('event_loop_lag_seconds', 'How late timers of this process were since the last look.', lags)
    );
  }
}

function gauge(name: string, help: string, value: number | Labelled): string {
  const lines =
    typeof value === 'number' ? [` ${value}`] : Object.entries(value).map(([label, n]) => `{${label}} ${n}`);
  const head = `# HELP hearback_${name} ${help}\n# TYPE hearback_${name} gauge\n`;
  return head + lines.map((line) => `hearback_${name}${line}\n`).join('');
}
