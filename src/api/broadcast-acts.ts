import { Type } from 'typebox';
import * as broadcasts from '../domain/broadcasts/broadcasts.ts';
import { Broadcast, BroadcastRecipient, RecipientState } from './broadcast-shapes.ts';
import { pageQuery, readPageById } from './paging.ts';
import { forMembers } from './route.ts';
import { Id, Page, VersionRead } from './shapes.ts';

const params = Type.Object({ id: Id });
const count = Type.Integer();

export const dispatch = forMembers({
  summary:
    'Send a draft on its way: nothing leaves for half a minute. `expected` is the number of the last look; over 200 people it must have been typed as well. Once more changes nothing',
  params,
  body: Type.Object({
    expected: Type.Integer({ minimum: 0, description: '`willGet` of the look. Another number by now is refused' }),
    typed: Type.Optional(Type.Boolean({ description: 'the member has typed the number by hand' })),
    version: VersionRead,
  }),
  answer: Broadcast,
  status: 201,
  handle: ({ member, params, body }) => broadcasts.dispatch(member, params.id, body),
});

export const takeBack = forMembers({
  summary: 'Make it a draft again, as long as no text of it has been written',
  params,
  answer: Broadcast,
  handle: ({ member, params }) => broadcasts.takeBack(member, params.id),
});

export const pause = forMembers({
  summary: 'Have it rest: what has not left stays where it is. Once more changes nothing',
  params,
  answer: Broadcast,
  handle: ({ member, params }) => broadcasts.pause(member, params.id),
});

export const resume = forMembers({
  summary: 'Go on with it',
  params,
  answer: Broadcast,
  handle: ({ member, params }) => broadcasts.resume(member, params.id),
});

export const cancel = forMembers({
  summary: 'End it: what has not left never will. Answers exactly how many that are',
  params,
  answer: Type.Object({
    canceled: Type.Integer({ description: 'who would have got it and will not' }),
    left: Type.Integer({ description: 'whose text had left, or was leaving' }),
    broadcast: Broadcast,
  }),
  status: 201,
  handle: ({ member, params }) => broadcasts.cancel(member, params.id),
});

export const recipients = forMembers({
  summary: 'The people of a broadcast, each with what has become of their text and what they replied',
  params,
  query: Type.Object({
    ...pageQuery,
    state: Type.Optional(Type.Union([RecipientState, Type.Literal('replied')])),
  }),
  answer: Page(BroadcastRecipient),
  handle: ({ member, params, query }) =>
    readPageById(
      query,
      (page) => broadcasts.listRecipients(member, params.id, { state: query.state ?? null, ...page }),
      ({ person }) => person.id,
    ),
});

export const retry = forMembers({
  summary: 'Text those once more whose text has failed for a reason that may be gone by now',
  params,
  answer: Type.Object({
    count: Type.Integer({ description: 'who gets it once more' }),
    without: Type.Array(Type.Object({ message: Type.String(), advice: Type.String(), count }), {
      description: 'whom it cannot help, by why',
    }),
  }),
  status: 201,
  handle: ({ member, params }) => broadcasts.retry(member, params.id),
});
