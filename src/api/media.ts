import type { FastifyReply, FastifyRequest } from 'fastify';
import { findMedia } from '../domain/messages/messages.ts';
import { notFound } from '../platform/errors.ts';
import { isId } from '../platform/ids.ts';
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
 * Answers with a file that came with a text. Whatever it is, a browser draws only pictures, and runs nothing: somebody
 * whom nobody knows has sent it. A part of it cannot be had.
 */
export async function answerMedia(parts: ApiParts, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { member } = await parts.auth.member(request, reply);
  const { id } = request.params as { id: string };
  if (!isId(id)) throw notFound('file');
  const { id: mediaId, type, isPicture } = await findMedia(member, id);
  const file = await parts.media.open(member.teamId, mediaId);
  if (!file) throw notFound('file');
  const name = `${mediaId.slice(-12)}.${endings[type] ?? 'bin'}`;
  return reply
    .headers({
      'content-type': type,
      'content-length': file.size,
      'content-disposition': `${isPicture ? 'inline' : 'attachment'}; filename="${name}"`,
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'accept-ranges': 'none',
    })
    .send(file.stream());
}
