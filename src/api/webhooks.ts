import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '../platform/errors.ts';
import { isId } from '../platform/ids.ts';
import type { ApiParts } from './route.ts';

/** Answers a provider's call. The body must be the bytes as they came: the signature is over them. */
export async function answerProvider(
  parts: ApiParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { lineId } = request.params as { lineId: string };
  if (!isId(lineId)) throw notFound('line');
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const call = { path: request.url, headers: request.headers, body };
  const answer = await parts.inbound.take(lineId.toLowerCase(), call);
  return reply
    .status(answer.status)
    .headers(answer.headers)
    .send(answer.body || null);
}
