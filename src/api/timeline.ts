import { Type } from 'typebox';
import { readTimeline } from '../domain/messages/messages.ts';
import { AppError, invalid } from '../platform/errors.ts';
import { isId } from '../platform/ids.ts';
import { readLimit } from './paging.ts';
import { forMembers } from './route.ts';
import { Id, OrNull } from './shapes.ts';
import { TimelineItem } from './timeline-shapes.ts';

const Place = Type.Optional(Type.String({ maxLength: 1000, description: 'the id of an item' }));

export const read = forMembers({
  summary:
    'What happened in a conversation, oldest first: texts, notes, and what members did. The newest, unless `before`, `after` or `around` names an item',
  params: Type.Object({ id: Id }),
  query: Type.Object({
    before: Place,
    after: Place,
    around: Place,
    limit: Type.Optional(Type.String({ pattern: '^\\d{1,6}$', description: '1 to 200; 50 if left out' })),
  }),
  answer: Type.Object({
    items: Type.Array(TimelineItem),
    older: OrNull(Type.String({ description: 'goes back as `before`; null when there is nothing older' })),
    newer: OrNull(Type.String({ description: 'goes back as `after`; null at the end' })),
  }),
  handle: async ({ member, params, query: { limit, ...places } }) => {
    const [place, another] = Object.entries(places);
    if (another) throw invalid({ [another[0]]: 'Name one place: before, after or around.' });
    if (place && !isId(place[1]))
      throw new AppError('unreadable', 'This is not a place in a conversation. Start from the newest.', {
        [place[0]]: 'Use the id of an item.',
      });
    return readTimeline(member, params.id, { ...places, limit: readLimit(limit) });
  },
});
