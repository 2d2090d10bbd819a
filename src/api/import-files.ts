import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import * as imports from '../domain/imports/imports.ts';
import type { Member } from '../domain/teams/teams.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { isId } from '../platform/ids.ts';
import { askerOf, mustBeSignedIn } from './auth/asker.ts';
import { type AnswerFile, csvType, sendFile } from './file.ts';
import type { ApiParts } from './route.ts';

/** Whoever sends nothing for so long has gone. */
const silenceMs = 30_000;

/** Connections over which a file comes: that may take longer than any other request. */
const uploading = new WeakSet<Socket>();

/** Takes files of people: the body is the file, and is taken no faster than its rows can be put down. */
export async function takeImports(scope: FastifyInstance, parts: ApiParts): Promise<void> {
  letFilesTakeTheirTime(scope);
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', (_request, body, done) => done(null, body));
  scope.post('/api/v1/imports', {
    bodyLimit: Number.MAX_SAFE_INTEGER,
    onRequest: [mustBeSignedIn(parts.auth), async (request) => void uploading.add(request.raw.socket)],
    handler: async (request, reply) => {
      const member = askerOf(request)?.member as Member;
      const { name } = request.query as { name?: unknown };
      const fileName = typeof name === 'string' ? name : 'people.csv';
      const { socket } = request.raw;
      const giveUp = () => request.raw.destroy(silent());
      socket.setTimeout(silenceMs).on('timeout', giveUp);
      try {
        // Whoever is refused in the middle is still answered.
        const pieces = request.raw.iterator({ destroyOnReturn: false });
        const id = await imports.takeFile(member, fileName, pieces);
        return reply.status(201).send({ id });
      } finally {
        socket.setTimeout(0).off('timeout', giveUp);
        uploading.delete(socket);
      }
    },
  });
}

const silent = () => new AppError('unreadable', 'The file stopped coming. Send it again.');

/** Node ends every request that is not whole after half a minute, and asks no further when it has asked once. */
function letFilesTakeTheirTime({ server }: FastifyInstance): void {
  const listeners = server.listeners('clientError') as ((error: NodeJS.ErrnoException, socket: Socket) => void)[];
  server.removeAllListeners('clientError');
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && uploading.has(socket)) return;
    for (const listener of listeners) listener(error, socket);
  });
}

/** Answers with the rows that were rejected, and why: in English, or in Spanish with `language=es`. */
export const answerRejected: AnswerFile = async ({ member, params: { id = '' }, query: { language }, reply }) => {
  if (!isId(id)) throw notFound('import');
  const pieces = await imports.rejectedFile(member, id, language === 'es' ? 'es' : 'en');
  return sendFile(reply, csvType, 'rejected.csv', pieces);
};
