import type { FastifyReply, FastifyRequest } from 'fastify';
import * as exports from '../domain/exports/exports.ts';
import { invalid, notFound } from '../platform/errors.ts';
import { isId } from '../platform/ids.ts';
import { csvType, sendFile } from './file.ts';
import { isDay } from './paging.ts';
import type { ApiParts } from './route.ts';

type AnswerFile = (parts: ApiParts, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** The people of the team, those that `search` finds. */
export const peopleFile: AnswerFile = async (parts, request, reply) => {
  const { member } = await parts.auth.member(request, reply);
  const { search } = request.query as Record<string, unknown>;
  const words = typeof search === 'string' ? search : '';
  if (words.length > 200) throw invalid({ search: 'This is too long to search for.' });
  return sendFile(reply, csvType, 'people.csv', await exports.exportPeople(member, words));
};

/** The numbers that must not be texted. */
export const optOutsFile: AnswerFile = async (parts, request, reply) => {
  const { member } = await parts.auth.member(request, reply);
  return sendFile(reply, csvType, 'opt-outs.csv', await exports.exportOptOuts(member));
};

/** All texts of the days `from` to `until`. */
export const textsFile: AnswerFile = async (parts, request, reply) => {
  const { member } = await parts.auth.member(request, reply);
  const { from, until } = request.query as Record<string, unknown>;
  const days = { from: mustBeDay('from', from), until: mustBeDay('until', until) };
  return sendFile(reply, csvType, `texts-${days.from}-${days.until}.csv`, await exports.exportTexts(member, days));
};

/** The texts of one conversation. */
export const conversationFile: AnswerFile = async (parts, request, reply) => {
  const { member } = await parts.auth.member(request, reply);
  const { id } = request.params as { id: string };
  if (!isId(id)) throw notFound('conversation');
  return sendFile(reply, csvType, 'conversation.csv', await exports.exportConversation(member, id));
};

function mustBeDay(name: string, value: unknown): string {
  if (typeof value === 'string' && isDay(value)) return value;
  throw invalid({ [name]: 'Choose a day, such as 2026-11-27.' });
}
