import { Type } from 'typebox';
import { listActs } from '../domain/teams/teams.ts';
import { pageQuery, readPageById } from './paging.ts';
import { forMembers } from './route.ts';
import { Page } from './shapes.ts';
import { Act } from './team-shapes.ts';

export const list = forMembers({
  summary: 'Who did what, newest first; for owners and managers',
  query: Type.Object(pageQuery),
  answer: Page(Act),
  handle: ({ member, query }) =>
    readPageById(
      query,
      ({ after, limit }) => listActs(member, { before: after, limit }),
      ({ id }) => id,
    ),
});
