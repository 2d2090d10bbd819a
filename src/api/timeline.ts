import { Type } from 'typebox';
import { readTimeline } from '../domain/messages/messages.ts';
import { invalid } from '../platform/errors.ts';
import { readLimit } from './paging.ts';
import { forMembers } from './route.ts';
import { Id, OrNull } from './shapes.ts';
import { TimelineItem } from './timeline-shapes.ts';

export const read = forMembers({
  summary:
    'What happened in a conversation, oldest first: texts, notes, and what members did. The newest, unless `before`, `after` or `around` names an item',
  params: Type.Object({ id: Id }),
  query: Type.Object({
    before: Type.Optional(Id),
    after: Type.Optional(Id),
    around: Type.Optional(Id),
    limit: Type.Optional(Type.String({ pattern: '^\\d{1,6}$', description: '1 to 200; 50 if left out' })),
  }),
  answer: Type.Object({
    items: Type.Array(TimelineItem),
    older: OrNull(Type.String({ description: 'goes back as `before`; null when there is nothing older' })),
    newer: OrNull(Type.String({ description: 'goes back as `after`; null at the end' })),
  }),
  handle: async ({ member, params, query: { limit, ...places } }) => {
    if (Object.keys(places).length > 1)
      throw invalid({ [Object.keys(places)[1] as string]: 'Name one place: before, after or around.' });
    return readTimeline(member, params.id, { ...places, limit: readLimit(limit) });
  },
});
