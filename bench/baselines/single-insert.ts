// The least that can call itself a webhook that stores a text: no signature, no person, one prepared INSERT, 204.
import { fastify } from 'fastify';
import pg from 'pg';
import { newId } from '../../src/platform/ids.ts';
import { answer } from '../harness/program.ts';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
await pool.query(`create table if not exists texts (
  id uuid primary key, from_address text not null, to_address text not null, body text not null,
  provider_id text not null, created_at timestamptz not null default now())`);

const server = fastify();
server.removeAllContentTypeParsers();
server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
server.get('/readyz', async () => {
  await pool.query('select 1');
  return { status: 'ready' };
});
server.post('/webhooks/inbound', async (request, reply) => {
  const form = new URLSearchParams(request.body as string);
  await pool.query({
    name: 'insert',
    text: 'insert into texts (id, from_address, to_address, body, provider_id) values ($1, $2, $3, $4, $5)',
    values: [newId(), form.get('From'), form.get('To'), form.get('Body'), form.get('MessageSid')],
  });
  return reply.status(204).send();
});
answer(await server.listen({ host: '127.0.0.1', port: 0 }));
