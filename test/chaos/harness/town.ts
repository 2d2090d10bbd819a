import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProgram } from '../../../bench/harness/program.ts';
import { openCarrierDesk, type SendLogItem } from '../../support/carrier-desk.ts';
import { closeOnSignals } from '../../support/close-on-signals.ts';
import { openOffice } from '../../support/office.ts';
import { openProxy, type TcpProxy } from '../../support/proxy.ts';
import { carrierToken } from '../../support/twilio-posts.ts';
import { openServer, type Server, watchStatuses } from './database.ts';
import { openProcess, type Process } from './process.ts';

export interface Town {
  database: Server;
  webs: Process[];
  workers: Process[];
  carrier: ReturnType<typeof openCarrierDesk>;
  office: ReturnType<typeof openOffice>;
  /** Where the company calls for a text that came in: the public address, which is what it signs. */
  inboundUrl: string;
  lineId: string;
  /** What leads to the database, when the town has a cable that can be pulled. */
  cable: TcpProxy | null;
  /** Everything that the company accepted from us. */
  log(): Promise<SendLogItem[]>;
  close(): Promise<void>;
}

const ourNumber = '+12025550100';

/**
 * A whole town: PostgreSQL, the carrier, and so many web and worker processes of Hearback, all of their own, with a door
 * in front of the webs. What the processes complained about is in `folder`, which is kept when something goes wrong.
 */
export async function openTown(size: {
  webs: number;
  workers: number;
  hasCable?: boolean;
  databaseFolder?: string;
}): Promise<Town> {
  const closing = new AsyncDisposableStack();
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= closing.disposeAsync().finally(release);
    return closed;
  };
  // A server that nobody waits for any more would run on.
  const release = closeOnSignals(close);
  /** Whatever is being opened is closed too; once that has begun, nothing more is opened. */
  async function opened<Thing>(open: () => Promise<Thing>, end: (thing: Thing) => unknown): Promise<Thing> {
    if (closing.disposed) throw new Error('The town is closed.');
    const opening = open();
    closing.defer(async () => {
      await opening.then(end, () => {});
    });
    return opening;
  }
  try {
    const folder = await opened(
      () => mkdtemp(join(tmpdir(), 'hearback-chaos-')),
      (path) => rm(path, { recursive: true, force: true, maxRetries: 5 }),
    );
    const database = await opened(
      () => openServer(size.databaseFolder ?? join(folder, 'database')),
      (server) => server.close(),
    );
    const twilio = await opened(
      () => startProgram('test/chaos/harness/carrier.ts'),
      (program) => program.stop('SIGKILL'),
    );
    const webs: Process[] = [];
    const openDoor = (leadsTo: Parameters<typeof openProxy>[0]) =>
      opened(
        () => openProxy(leadsTo),
        (proxy) => proxy.close(),
      );
    const front = await openDoor(() => webs.map((web) => ({ host: '127.0.0.1', port: web.port() })));
    const cable = size.hasCable ? await openDoor(() => [{ path: database.socket }]) : null;
    const settings = {
      DATABASE_URL: cable ? `postgresql://hearback@127.0.0.1:${cable.port}/hearback?sslmode=disable` : database.url,
      HEARBACK_SECRET: 'a secret that is only for chaos, and long',
      HEARBACK_CARRIER: 'off',
      PUBLIC_URL: `http://127.0.0.1:${front.port}`,
      LOG_LEVEL: 'warn',
    };
    const open = (role: string, number: number) =>
      opened(
        () => openProcess(`${role} ${number}`, folder, { ...settings, HEARBACK_ROLE: role }),
        (each) => each.close(),
      );
    const openAll = (role: string, first: number, last: number) =>
      Promise.all(Array.from({ length: last - first + 1 }, (_, index) => open(role, first + index)));
    // The first brings the database up to date.
    webs.push(...(await openAll('web', 1, 1)));
    const [others, workers] = await Promise.all([openAll('web', 2, size.webs), openAll('worker', 1, size.workers)]);
    webs.push(...others);

    const office = openOffice(settings.PUBLIC_URL);
    await office.signsUp();
    const line = await office.must('POST', '/api/v1/lines', {
      provider: 'twilio',
      label: 'Main',
      number: ourNumber,
      segmentsPerSecond: null,
      settings: { accountSid: `AC${'a'.repeat(32)}`, authToken: carrierToken, baseUrl: twilio.url },
    });
    // It is worked at night as well.
    const limits = await office.must('GET', '/api/v1/limits');
    await office.must('PUT', '/api/v1/limits', { ...limits, keepsHours: false, questionsKeepHours: false });
    await watchStatuses(database);
    const carrier = openCarrierDesk(twilio.url, ourNumber);
    return {
      database,
      webs,
      workers,
      carrier,
      office,
      inboundUrl: line.webhooks.inbound,
      lineId: line.id,
      cable,
      async log() {
        const items: SendLogItem[] = [];
        for (let after: string | null = '0'; after !== null; ) {
          const page: { items: SendLogItem[]; next: string | null } = await carrier.control(
            'GET',
            `log?limit=10000&after=${after}`,
          );
          items.push(...page.items);
          after = page.next;
        }
        return items;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
