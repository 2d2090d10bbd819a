import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

export const csvType = 'text/csv; charset=utf-8';

/** Answers with a file to keep, written while it is read: no faster than the browser takes it, and kept by nobody between. */
export function sendFile(
  reply: FastifyReply,
  type: string,
  name: string,
  pieces: AsyncIterable<string | Buffer>,
): FastifyReply {
  return reply
    .type(type)
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('cache-control', 'no-store')
    .send(Readable.from(pieces));
}
