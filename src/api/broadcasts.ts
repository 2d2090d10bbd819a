import { Type } from 'typebox';
import * as broadcasts from '../domain/broadcasts/broadcasts.ts';
import { isId } from '../platform/ids.ts';
import { Broadcast, BroadcastDraft, BroadcastLook, BroadcastPreview } from './broadcast-shapes.ts';
import { readKey } from './idempotency-key.ts';
import { cutPage, isCount, pageQuery, readCursor, readLimit } from './paging.ts';
import { forMembers } from './route.ts';
import { Id, Page, VersionRead } from './shapes.ts';

const params = Type.Object({ id: Id });

export const list = forMembers({
  summary: 'The broadcasts of the team, drafts among them, the newest first',
  query: Type.Object(pageQuery),
  answer: Page(Broadcast),
  handle: async ({ member, query }) => {
    const limit = Math.min(readLimit(query.limit), 50);
    const after = readCursor(query.after, { id: isId });
    const found = await broadcasts.list(member, { before: after?.id ?? null, limit: limit + 1 });
    const { rows, next } = cutPage(found, limit, ({ id }) => ({ id }));
    return { items: rows, next };
  },
});

export const add = forMembers({
  summary:
    'Begin a broadcast: a draft, of which nothing is sent until it is dispatched. The same Idempotency-Key is the same one, as it is by now',
  body: BroadcastDraft,
  answer: Broadcast,
  status: 201,
  handle: ({ member, body, request }) => broadcasts.add(member, body, readKey(request.headers['idempotency-key'])),
});

export const read = forMembers({
  summary: 'One broadcast, with how many of its people are where',
  params,
  answer: Broadcast,
  handle: ({ member, params }) => broadcasts.find(member, params.id),
});

export const change = forMembers({
  summary: 'Change a draft; what is left out stays',
  params,
  body: Type.Object({ ...BroadcastDraft.properties, version: VersionRead }),
  answer: Broadcast,
  handle: ({ member, params, body: { version, ...changed } }) => broadcasts.change(member, params.id, changed, version),
});

export const remove = forMembers({
  summary: 'Throw a draft away',
  params,
  handle: ({ member, params }) => broadcasts.remove(member, params.id),
});

export const look = forMembers({
  summary: 'What would happen if a draft were dispatched now: to whom, to whom not, how long, what it costs, when',
  params,
  answer: BroadcastLook,
  handle: ({ member, params }) => broadcasts.look(member, params.id),
});

export const previews = forMembers({
  summary: 'The texts of a draft as real people would get them, the longest first',
  params,
  query: Type.Object(pageQuery),
  answer: Page(BroadcastPreview),
  handle: async ({ member, params, query }) => {
    const limit = readLimit(query.limit);
    const after = readCursor(query.after, { seen: isCount });
    const seen = Number(after?.seen ?? 0);
    const found = await broadcasts.preview(member, params.id, { from: seen, limit: limit + 1 });
    const { rows, next } = cutPage(found, limit, () => ({ seen: String(seen + limit) }));
    return { items: rows, next };
  },
});
