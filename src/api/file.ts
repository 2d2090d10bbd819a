import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { MemberAsk } from './route.ts';

/** Answers a member with a file. Nothing of the request has been looked at: what is wrong with it is refused here. */
export type AnswerFile = (ask: MemberAsk<Record<string, string>, Record<string, unknown>, unknown>) => Promise<unknown>;

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
