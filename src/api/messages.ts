import { Type } from 'typebox';
import * as messages from '../domain/messages/messages.ts';
import { readKey } from './idempotency-key.ts';
import { readLimit } from './paging.ts';
import { forMembers } from './route.ts';
import { Id, Message, OrNull, Page, Time } from './shapes.ts';
import { readTimeAhead } from './time-ahead.ts';

const params = Type.Object({ id: Id });

export const list = forMembers({
  summary: 'Messages of a conversation, oldest first; the newest ones unless `before` or `after` names a message',
  params,
  query: Type.Object({
    before: Type.Optional(Id),
    after: Type.Optional(Id),
    limit: Type.Optional(Type.String({ pattern: '^\\d{1,6}$' })),
  }),
  answer: Page(Message),
  handle: async ({ member, params, query }) => {
    const limit = readLimit(query.limit);
    const found = await messages.list(member, params.id, { ...query, limit: limit + 1 });
    const hasMore = found.length > limit;
    if (query.after) {
      const items = found.slice(0, limit);
      return { items, next: hasMore ? (items.at(-1)?.id ?? null) : null };
    }
    const items = found.slice(hasMore ? 1 : 0);
    return { items, next: hasMore ? (items[0]?.id ?? null) : null };
  },
});

export const write = forMembers({
  summary: 'Write a text. The same Idempotency-Key with the same words is the same text',
  params,
  body: Type.Object({
    body: Type.String(),
    sendAt: Type.Optional(Time),
    undoSeconds: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 30,
        description: 'it leaves this much later, and can be deleted until then',
      }),
    ),
    cancelIfTheyWriteFirst: Type.Optional(Type.Boolean()),
    keepDraft: Type.Optional(Type.Boolean({ description: 'my draft of these words stays' })),
    mediaIds: Type.Optional(
      Type.Array(Id, { maxItems: 50, description: 'from POST /media; with them `body` may be empty' }),
    ),
    mediaAlts: Type.Optional(
      Type.Array(Type.String({ maxLength: 500 }), {
        maxItems: 50,
        description: 'what each picture shows, in the same order, for those who do not see it',
      }),
    ),
  }),
  answer: Message,
  status: 201,
  handle: async ({ member, params, body, request }) => {
    return messages.write(member, params.id, {
      body: body.body,
      pictures: body.mediaIds?.map((id, at) => ({ id, alt: body.mediaAlts?.[at]?.trim() || null })),
      sendAt: readTime(body.sendAt, member.clock.now()),
      undoSeconds: body.undoSeconds,
      cancelIfTheyWriteFirst: body.cancelIfTheyWriteFirst,
      keepsDraft: body.keepDraft,
      idempotencyKey: readKey(request.headers['idempotency-key']),
    });
  },
});

export const change = forMembers({
  summary: 'Change a text that has not begun to leave; what is left out stays, `sendAt` null is now',
  params,
  body: Type.Object({ body: Type.Optional(Type.String()), sendAt: Type.Optional(OrNull(Time)) }),
  answer: Message,
  handle: ({ member, params, body: { body, sendAt } }) =>
    messages.change(member, params.id, {
      body,
      sendAt: sendAt === null ? null : readTime(sendAt, member.clock.now()),
    }),
});

export const cancel = forMembers({
  summary: 'Take back a text that has not begun to leave; it stays in its conversation, canceled',
  params,
  answer: Message,
  handle: ({ member, params }) => messages.cancel(member, params.id),
});

export const planAgain = forMembers({
  summary: 'Plan a text again that I have cancelled, as it was then, as another text. Its time must be still to come',
  params,
  answer: Message,
  handle: ({ member, params }) => messages.planAgain(member, params.id),
});

export const retry = forMembers({
  summary: 'Send a text that failed once more, as another text. There is one, however often this is asked',
  params,
  answer: Message,
  status: 201,
  handle: ({ member, params, request }) =>
    messages.retry(member, params.id, readKey(request.headers['idempotency-key'])),
});

export const decide = forMembers({
  summary: 'Say what becomes of a text of which nobody knows whether it left. Once that is known, this changes nothing',
  params,
  body: Type.Object({ choice: Type.Enum(['send_again', 'leave']) }),
  answer: Message,
  handle: ({ member, params, body }) => messages.decide(member, params.id, body.choice),
});

/** Sooner than this ago, a request has been slow or repeated; longer ago, somebody has mistaken the day. */
const mostPastMs = 5 * 60_000;

function readTime(text: string | undefined, now: Date): Date | undefined {
  return text === undefined ? undefined : readTimeAhead('sendAt', text, now, mostPastMs);
}
