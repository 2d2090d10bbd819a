import { type Static, Type } from 'typebox';
import * as exports from '../domain/exports/exports.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { isId } from '../platform/ids.ts';
import { storable } from '../platform/storable.ts';
import { type AnswerFile, csvType, sendFile } from './file.ts';
import { mustBeDay } from './paging.ts';
import { PeopleFilter } from './people-filter-shapes.ts';
import { checkShape } from './schemas.ts';

const whom = Type.Object({
  filter: Type.Optional(PeopleFilter),
  search: Type.Optional(Type.String({ maxLength: 200 })),
});

/** The people of the team, those whom `search` finds and who fit `filter`, which is JSON as in a page of the table. */
export const peopleFile: AnswerFile = async ({ member, query: { filter, search }, request, reply }) => {
  const given = { ...(filter !== undefined && { filter: readJson(filter) }), ...(search !== undefined && { search }) };
  checkShape(whom, given, request, 'querystring');
  const pieces = await exports.exportPeople(member, { filter: null, search: '', ...(given as Static<typeof whom>) });
  return sendFile(reply, csvType, 'people.csv', pieces);
};

function readJson(text: unknown): unknown {
  try {
    return storable(JSON.parse(String(text)));
  } catch {
    throw new AppError('unreadable', 'The filter cannot be read.', { filter: 'Write it as JSON.' });
  }
}

/** The numbers that must not be texted. */
export const optOutsFile: AnswerFile = async ({ member, reply }) =>
  sendFile(reply, csvType, 'opt-outs.csv', await exports.exportOptOuts(member));

/** All texts of the days `from` to `until`. */
export const textsFile: AnswerFile = async ({ member, query: { from, until }, reply }) => {
  const days = { from: mustBeDay('from', from), until: mustBeDay('until', until) };
  return sendFile(reply, csvType, `texts-${days.from}-${days.until}.csv`, await exports.exportTexts(member, days));
};

/** The texts of one conversation. */
export const conversationFile: AnswerFile = async ({ member, params: { id = '' }, reply }) => {
  if (!isId(id)) throw notFound('conversation');
  return sendFile(reply, csvType, 'conversation.csv', await exports.exportConversation(member, id));
};
