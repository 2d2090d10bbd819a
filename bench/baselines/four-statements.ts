// What most apps do: a transaction of four statements (person, conversation, message, event) for each text.
import { fastify } from 'fastify';
import pg from 'pg';
import { newId } from '../../src/platform/ids.ts';
import { answer } from '../harness/program.ts';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
await pool.query(`
  create table if not exists people (address text primary key, id uuid not null);
  create table if not exists conversations (address text primary key, last_at timestamptz not null, unread integer not null);
  create table if not exists texts (id uuid primary key, address text not null, body text not null, provider_id text not null unique);
  create table if not exists events (id uuid primary key, text_id uuid not null)`);

const server = fastify();
server.removeAllContentTypeParsers();
server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
server.post('/webhooks/inbound', async (request, reply) => {
  const form = new URLSearchParams(request.body as string);
  const from = form.get('From');
  const id = newId();
  const client = await pool.connect();
  const run = (name: string, text: string, values: unknown[]) => client.query({ name, text, values });
  try {
    await client.query('begin');
    await run('person', 'insert into people values ($1, $2) on conflict do nothing', [from, newId()]);
    await run(
      'conversation',
      'insert into conversations values ($1, now(), 1) on conflict (address) do update set last_at = now(), unread = conversations.unread + 1',
      [from],
    );
    await run('text', 'insert into texts values ($1, $2, $3, $4) on conflict do nothing', [
      id,
      from,
      form.get('Body'),
      form.get('MessageSid'),
    ]);
    await run('event', 'insert into events values ($1, $2)', [newId(), id]);
    await client.query('commit');
  } finally {
    client.release();
  }
  return reply.status(204).send();
});
answer(await server.listen({ host: '127.0.0.1', port: 0 }));
