// The least that can call itself a page: no member, one prepared SELECT of one row by its key, as JSON.
import { fastify } from 'fastify';
import pg from 'pg';
import { answer } from '../harness/program.ts';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const { rows } = await pool.query('select id from teams');
const teamId = rows[0].id;

const server = fastify();
server.get('/conversations/:id', async (request) => {
  const { id } = request.params as { id: string };
  const { rows } = await pool.query({
    name: 'select',
    text: 'select * from conversations where team_id = $1 and id = $2',
    values: [teamId, id],
  });
  return rows[0];
});
answer(await server.listen({ host: '127.0.0.1', port: 0 }));
