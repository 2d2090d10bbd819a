// Bare LISTEN/NOTIFY and bare Server-Sent Events: each INSERT notifies, each notification is written to everybody.
import type { ServerResponse } from 'node:http';
import { fastify } from 'fastify';
import pg from 'pg';
import { newId } from '../../src/platform/ids.ts';
import { answer } from '../harness/program.ts';

const connectionString = process.env.DATABASE_URL;
const pool = new pg.Pool({ connectionString, max: 10 });
await pool.query('create table texts (id uuid primary key, from_address text not null, body text not null)');

const browsers = new Set<ServerResponse>();
const listener = new pg.Client({ connectionString });
await listener.connect();
await listener.query('listen texts');
listener.on('notification', ({ payload }) => {
  for (const browser of browsers) browser.write(`data: ${payload}\n\n`);
});

const server = fastify();
server.removeAllContentTypeParsers();
server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
server.get('/api/v1/events', (_request, reply) => {
  reply.hijack();
  browsers.add(reply.raw);
  reply.raw.on('close', () => browsers.delete(reply.raw));
  reply.raw.writeHead(200, { 'content-type': 'text/event-stream' }).write('retry: 1000\n\n');
});
server.post('/webhooks/inbound', async (request, reply) => {
  const form = new URLSearchParams(request.body as string);
  await pool.query({
    name: 'insert',
    text: `with text as (insert into texts values ($1, $2, $3) returning *)
      select pg_notify('texts', row_to_json(text)::text) from text`,
    values: [newId(), form.get('From'), form.get('Body')],
  });
  return reply.status(204).send();
});
answer(await server.listen({ host: '127.0.0.1', port: 0 }));
