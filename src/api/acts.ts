import { Type } from 'typebox';
import { listActs } from '../domain/teams/teams.ts';
import { isId } from '../platform/ids.ts';
import { cutPage, pageQuery, readCursor, readLimit } from './paging.ts';
import { forMembers } from './route.ts';
import { Page } from './shapes.ts';
import { Act } from './team-shapes.ts';

export const list = forMembers({
  summary: 'Who did what, newest first; for owners and managers',
  query: Type.Object(pageQuery),
  answer: Page(Act),
  handle: async ({ member, query }) => {
    const limit = readLimit(query.limit);
    const before = readCursor(query.after, { id: isId })?.id ?? null;
    const { rows, next } = cutPage(await listActs(member, { before, limit: limit + 1 }), limit, ({ id }) => ({ id }));
    return { items: rows, next };
  },
});
