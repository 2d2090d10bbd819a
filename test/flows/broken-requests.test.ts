import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fastify } from 'fastify';
import { answerWithProblem } from '../../src/api/problem.ts';

test('whatever a request breaks at is a problem in JSON, and is logged', async (t) => {
  const logged: string[] = [];
  const server = fastify({ logger: { level: 'error', stream: { write: (line: string) => void logged.push(line) } } });
  t.after(() => server.close());
  server.setErrorHandler(answerWithProblem);
  server.get('/late', async () => {
    // Its code is a number.
    throw new DOMException('The operation was aborted due to timeout', 'TimeoutError');
  });
  server.get('/broken', async () => {
    throw new Error('something');
  });
  for (const path of ['/late', '/broken']) {
    const { statusCode, headers, body } = await server.inject(path);
    assert.deepEqual([statusCode, headers['content-type']], [500, 'application/problem+json; charset=utf-8']);
    assert.equal(JSON.parse(body).code, 'fault');
  }
  assert.equal(logged.filter((line) => line.includes('A request failed.')).length, 2);
});
