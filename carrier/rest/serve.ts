import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Exchange } from '../exchange.ts';
import { readBody, sendJson, TooLarge } from '../http.ts';
import { Refusal, refusalBody } from './refusal.ts';
import { answerRest, type RestAnswer } from './routes.ts';

const mostFormBytes = 64 * 1024;
const formType = /^application\/x-www-form-urlencoded\b/i;

/** Answers a request to the REST API over HTTP, with whatever faults are switched on. */
export async function serveRest(
  exchange: Exchange,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const { faults } = exchange;
  let answer: RestAnswer;
  try {
    const body = await readBody(request, mostFormBytes);
    if (exchange.rate.isOver(faults.rateLimit, exchange.now())) throw new Refusal(429, 20429, 'Too Many Requests');
    // Like Twilio, a body that is no form is as good as none.
    const form = new URLSearchParams(formType.test(request.headers['content-type'] ?? '') ? body : '');
    answer = answerRest(exchange, {
      method: request.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      form,
      authorization: request.headers.authorization,
    });
  } catch (error) {
    const refusal = error instanceof TooLarge ? new Refusal(413, 20413, 'The request body is too large') : error;
    if (!(refusal instanceof Refusal)) throw error;
    answer = { status: refusal.status, body: refusalBody(refusal) };
  }
  if (faults.latencyMs > 0) exchange.timers.later(faults.latencyMs, () => give(exchange, answer, response));
  else give(exchange, answer, response);
}

function give(exchange: Exchange, answer: RestAnswer, response: ServerResponse) {
  const { faults, random } = exchange;
  if (answer.status === 201) {
    if (random() < faults.acceptThenDrop) return void response.destroy();
    if (random() < faults.stall) return;
    if (random() < faults.error500) {
      answer = { status: 500, body: refusalBody(new Refusal(500, 20500, 'Internal Server Error')) };
    }
  }
  const headers: Record<string, string> = {};
  if (answer.location) headers.location = answer.location;
  if (answer.status === 401) headers['www-authenticate'] = 'Basic realm="Twilio API"';
  if (answer.status === 429 && faults.retryAfter) headers['retry-after'] = faults.retryAfter;
  sendJson(response, answer.status, answer.body, headers);
}
