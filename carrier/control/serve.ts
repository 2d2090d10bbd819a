import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Exchange } from '../exchange.ts';
import { isLoopback, readBody, sendJson, TooLarge } from '../http.ts';
import { streamEvents } from './events.ts';
import { Refused } from './refused.ts';
import { answerControl } from './routes.ts';

const mostBytes = 64 * 1024;
const mostBytesWithPictures = 8 * 1024 * 1024;

/** Answers a request to the control API over HTTP. It has no login, so it is only for this computer. */
export async function serveControl(
  exchange: Exchange,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  try {
    // Even when the rest of the carrier listens to others.
    if (!isLoopback(request.headers.host ?? '')) throw new Refused(403, 'The control API is only for this computer');
    const path = url.pathname.slice('/_carrier'.length);
    const method = request.method ?? 'GET';
    if (method === 'GET' && path === '/events') return streamEvents(exchange, response);
    if (method === 'GET' && path.startsWith('/media/'))
      return sendPicture(exchange, path.slice('/media/'.length), response);
    const body = await readBody(request, path.endsWith('/texts') ? mostBytesWithPictures : mostBytes);
    const answer = await answerControl(exchange, { method, path, query: url.searchParams, fields: parse(body) });
    sendJson(response, answer === undefined ? 204 : 200, answer, { 'cache-control': 'no-store' });
  } catch (error) {
    const refused = error instanceof TooLarge ? new Refused(413, 'The request body is too large') : error;
    if (!(refused instanceof Refused)) throw error;
    sendJson(response, refused.status, { message: refused.message });
  }
}

function parse(body: string): unknown {
  if (body === '') return {};
  try {
    return JSON.parse(body);
  } catch {
    throw new Refused(400, 'The request body is not JSON');
  }
}

function sendPicture(exchange: Exchange, sid: string, response: ServerResponse) {
  const picture = exchange.media.get(sid);
  if (!picture) throw new Refused(404, 'There is no such picture any more');
  response
    .writeHead(200, {
      'content-type': picture.contentType,
      'content-length': picture.bytes.length,
      'content-disposition': 'attachment',
      'x-content-type-options': 'nosniff',
    })
    .end(picture.bytes);
}
