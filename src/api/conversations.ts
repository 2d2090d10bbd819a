import { Type } from 'typebox';
import * as conversations from '../domain/conversations/conversations.ts';
import { whoAnswered } from '../domain/questions/questions.ts';
import type { Member } from '../domain/teams/teams.ts';
import { invalid } from '../platform/errors.ts';
import { isId } from '../platform/ids.ts';
import { showConversation, writeRow } from './listed-row.ts';
import { isTimeOfRow, pageQuery, readPage } from './paging.ts';
import { putTogether } from './put-together.ts';
import { forMembers, ReadyJson } from './route.ts';
import { Conversation, Id, Page } from './shapes.ts';

const params = Type.Object({ id: Id });
const anId = '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
const idLength = 36;
const idsPattern = `^${anId}(,${anId}){0,99}$`;
const ListedConversation = Type.Object({
  ...Conversation.properties,
  place: Type.String({ description: 'where it stands in the order of the view: compared as text, then by id' }),
});
const View = Type.Enum(['waiting', 'mine', 'unassigned', 'failed', 'mentions', 'all', 'done']);

export const list = forMembers({
  summary: 'A view of the inbox: waiting by who has waited longest, all others newest first',
  query: Type.Object({
    ...pageQuery,
    view: Type.Optional(View),
    group: Type.Optional(Id),
    answered: Type.Optional(
      Type.String({
        pattern: `^${anId}\\..{1,100}$`,
        description:
          'only who answered so: the id of a round, a dot, and yes, no, the id of a choice, answered, silent or unclear',
      }),
    ),
    ids: Type.Optional(
      Type.String({ pattern: idsPattern, description: 'of these only: ids with commas between, 100 at most' }),
    ),
  }),
  answer: Page(ListedConversation),
  handle: async ({ member, query, parts: { rows }, reply }) => {
    const of = await peopleOf(member, query);
    const asked = { view: query.view ?? 'all', of, ids: query.ids?.split(',') };
    const { items, next } = await readPage(
      query,
      { at: isTimeOfRow, id: isId },
      (page) => conversations.list(rows, member, { ...asked, ...page }),
      ({ shared, place }) => ({ at: place, id: shared.id }),
    );
    const written = items.flatMap((row, index) => [index === 0 ? '' : ',', ...writeRow(row)]);
    return new ReadyJson(putTogether(['{"items":[', ...written, `],"next":${JSON.stringify(next)}}`], reply.raw));
  },
});

/** The people whom a query names: all of the team when it names none. */
async function peopleOf(
  member: Member,
  { group, answered }: { group?: string; answered?: string },
): Promise<conversations.People[]> {
  const roundId = answered?.slice(0, idLength) ?? '';
  return [
    ...(group ? [await conversations.ofGroup(member, group)] : []),
    ...(answered ? [whoAnswered(member, roundId, answered.slice(idLength + 1))] : []),
  ];
}

const count = Type.Integer({ minimum: 0, maximum: conversations.mostInView });

export const counts = forMembers({
  summary: `How many conversations each view holds; ${conversations.mostInView} may be more`,
  answer: Type.Object({
    waiting: count,
    mine: count,
    unassigned: count,
    failed: count,
    mentions: count,
    all: count,
    done: count,
  }),
  handle: ({ member }) => conversations.countViews(member),
});

export const read = forMembers({
  summary: 'One conversation',
  params,
  answer: Conversation,
  handle: async ({ member, params }) => showConversation(await conversations.find(member, params.id)),
});

export const markRead = forMembers({
  summary: 'Mark a conversation as read by this member, up to a message or a note',
  params,
  body: Type.Object({ messageId: Type.Optional(Id), noteId: Type.Optional(Id) }),
  handle: async ({ member, params, body: { messageId, noteId }, parts }) => {
    const seen = messageId ? { messageId } : noteId && { noteId };
    if (!seen) throw invalid({ messageId: 'Name the newest message or note that was seen.' });
    if (!(await conversations.markRead(member, params.id, seen))) return;
    const { teamId, memberId } = member;
    parts.ownPages.tellRead({
      teamId,
      memberId,
      conversationId: params.id.toLowerCase(),
      messageId: messageId?.toLowerCase() ?? null,
    });
  },
});
