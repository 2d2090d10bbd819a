// graphile-worker at its fastest (jobs fetched and completed in batches), each job posting the same text.
import { Agent, request } from 'node:http';
import { Logger, run } from 'graphile-worker';
import pg from 'pg';
import { answer } from '../harness/program.ts';

const twilio = new URL(process.env.TWILIO_URL ?? '');
const agent = new Agent({ keepAlive: true, maxSockets: 50 });
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
pool.on('error', () => {});
pool.on('connect', (client) => client.on('error', () => {}));

await run({
  pgPool: pool,
  noHandleSignals: true,
  logger: new Logger(() => () => {}),
  taskList: { post: (payload) => post(payload as { to: string; body: string }) },
  preset: {
    worker: {
      concurrentJobs: 50,
      pollInterval: 1000,
      localQueue: { size: 500 },
      completeJobBatchDelay: 0,
      failJobBatchDelay: 0,
    },
  },
});
answer('');

function post({ to, body }: { to: string; body: string }): Promise<void> {
  const form = new URLSearchParams({
    To: to,
    From: '+12125550100',
    Body: body,
    ValidityPeriod: '14400',
    StatusCallback: 'http://127.0.0.1/webhooks/status',
  }).toString();
  return new Promise((resolve, reject) => {
    const posting = request(
      {
        agent,
        host: twilio.hostname,
        port: twilio.port,
        method: 'POST',
        path: '/2010-04-01/Accounts/AC/Messages.json',
        auth: 'AC:carrier-token',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(form),
        },
      },
      (response) => {
        response.resume();
        response.on('end', () =>
          response.statusCode === 201 ? resolve() : reject(new Error(`${response.statusCode}`)),
        );
      },
    );
    posting.on('error', reject);
    posting.end(form);
  });
}
