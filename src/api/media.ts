import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { findMedia, findUpload, mostPictureBytes, readMediaAddress, upload } from '../domain/messages/messages.ts';
import type { Member } from '../domain/teams/teams.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { isId } from '../platform/ids.ts';
import { readFile } from '../platform/pictures/pictures.ts';
import { askerOf, mustBeSignedIn } from './auth/asker.ts';
import type { AnswerFile } from './file.ts';
import { answerWithProblem } from './problem.ts';
import type { ApiParts } from './route.ts';

/** What each kind of file is called when somebody saves it. */
const endings: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
  'video/mp4': 'mp4',
  'text/vcard': 'vcf',
};

/**
 * Answers with a file that goes with a text, always whole. A stranger may have sent it: a browser shows only pictures, and
 * runs nothing of it.
 */
export const answerMedia: AnswerFile = async ({ parts, member, params: { id = '' }, reply }) => {
  if (!isId(id)) throw notFound('file');
  const found = await findMedia(member, id).catch(async (error) => {
    const { type } = await findUpload(member, id).catch(() => Promise.reject(error));
    return { id, type, isPicture: true };
  });
  return answerFile(parts, member.teamId, found, reply);
};

/** Answers a company that carries our texts with a picture that goes with one; the address says that it may have it. */
export async function answerCompany(parts: ApiParts, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { token } = request.params as { token: string };
  const { scope, mediaId } = readMediaAddress(parts.floor, token.replace(/\.\w+$/, ''));
  return answerFile(parts, scope.teamId, await findMedia(scope, mediaId), reply);
}

/** Answers with a picture that a pretend phone shows, as far as it is one that can be shown. */
export const answerPhone: AnswerFile = async ({ parts, params: { sid = '' }, reply }) => {
  const file = parts.practice && readFile(await parts.practice.control.picture(sid));
  if (!file?.size) throw notFound('picture');
  return reply.headers({ 'content-type': file.type, ...guarded }).send(file.bytes);
};

/** Whatever is in a file, a browser runs nothing of it. */
const guarded = {
  'content-security-policy': "sandbox; default-src 'none'",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
};

async function answerFile(
  parts: ApiParts,
  teamId: string,
  { id, type, isPicture }: { id: string; type: string; isPicture: boolean },
  reply: FastifyReply,
): Promise<unknown> {
  const file = await parts.media.open(teamId, id);
  if (!file) throw notFound('file');
  const name = `${id.slice(-12)}.${endings[type] ?? 'bin'}`;
  return reply
    .headers({
      'content-type': type,
      'content-length': file.size,
      'content-disposition': `${isPicture ? 'inline' : 'attachment'}; filename="${name}"`,
      ...guarded,
      'accept-ranges': 'none',
    })
    .send(file.stream());
}

/** Takes pictures that members want to send: their bytes are the body, whatever its type says. */
export async function takePictures(scope: FastifyInstance, parts: ApiParts): Promise<void> {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: mostPictureBytes }, (_request, body, done) =>
    done(null, body),
  );
  scope.setErrorHandler((error: FastifyError, request, reply) =>
    answerWithProblem(error.statusCode === 413 ? tooLarge() : error, request, reply),
  );
  scope.post('/api/v1/media', {
    onRequest: mustBeSignedIn(parts.auth),
    handler: async (request, reply) => {
      const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      return reply.status(201).send(await upload(askerOf(request)?.member as Member, bytes, parts.media));
    },
  });
}

const tooLarge = () =>
  new AppError('too_large', 'A picture can have 5 MB. Make it smaller, or choose another one.', {
    file: 'A picture can have 5 MB.',
  });
