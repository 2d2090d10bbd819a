import { type TSchema, type TSchemaOptions, Type } from 'typebox';
import { Id, MessageStatus, Time } from './shapes.ts';

const count = Type.Integer();
const orNull = <T extends TSchema>(schema: T, options: TSchemaOptions = {}) =>
  Type.Union([schema, Type.Null()], options);
const ids = Type.Array(Id, { maxItems: 1000 });
const Named = Type.Object({ id: Id, name: Type.String() });

export const Audience = Type.Object({
  groupIds: Type.Array(Id, { maxItems: 100 }),
  personIds: ids,
  exceptGroupIds: Type.Array(Id, { maxItems: 100 }),
  exceptPersonIds: ids,
});

export const SendAt = orNull(
  Type.Union([
    Type.Object({ at: Time }),
    Type.Object({
      localDate: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
      localTime: Type.String({ pattern: '^\\d{2}:\\d{2}$' }),
    }),
  ]),
  { description: 'null is at once; a date and a time are on each person’s own clock' },
);

export const LeftOut = Type.Enum([
  'excepted',
  'twice',
  'opted_out',
  'no_number',
  'no_line',
  'empty',
  'too_long',
  'blocked_country',
  'blocked_number',
  'too_many_texts',
  'too_late',
  'gone',
]);

const left = Type.Array(Type.Object({ reason: LeftOut, count }));

const Progress = Type.Object({
  chosen: Type.Integer({ description: 'always the sum of all that follows but `again` and `replied`' }),
  waiting: Type.Integer({ description: 'their text is not written yet' }),
  queued: count,
  sending: count,
  unknown: count,
  sent: Type.Integer({ description: 'taken by the company; nothing more is known' }),
  delivered: count,
  failed: count,
  canceled: count,
  left,
  again: Type.Integer({ description: 'of those whose text has failed: who would be texted once more' }),
  replied: count,
});

export const Broadcast = Type.Object(
  {
    id: Id,
    version: Type.Integer({ description: 'another with each change of what is written' }),
    name: Type.String({ description: 'empty in a draft: then it is named by its first words when it is dispatched' }),
    body: Type.String(),
    audience: Audience,
    lineId: orNull(Id, { description: 'null is each person’s usual line' }),
    sendAt: SendAt,
    segmentsPerMinute: orNull(Type.Integer({ description: 'its own pace, below that of the line' })),
    state: Type.Enum(['draft', 'held', 'scheduled', 'going', 'paused', 'done', 'canceled'], {
      description:
        'held: it can be taken back as a whole until `heldUntil`; scheduled: also then, until the first text is written',
    }),
    createdBy: Named,
    createdAt: Time,
    changedAt: Time,
    dispatchedBy: orNull(Named),
    dispatchedAt: orNull(Time),
    heldUntil: orNull(Time),
    firstAt: orNull(Time, { description: 'when the first text leaves' }),
    lastAt: orNull(Time, { description: 'when the last person’s hour has come' }),
    pausedAt: orNull(Time),
    canceledAt: orNull(Time),
    doneAt: orNull(Time),
    notSent: orNull(Type.Object({ expected: count, willGet: count }), {
      description:
        'of a draft that was sent: by the time all were put down it was for another number, so nothing has left',
    }),
    progress: orNull(Progress, { description: 'null for a draft' }),
  },
  { $id: 'Broadcast' },
);

export const BroadcastDraft = Type.Object({
  name: Type.Optional(Type.String({ maxLength: 200 })),
  body: Type.Optional(
    Type.String({ maxLength: 5000, description: 'may hold fields: {first name}, {first name|there}' }),
  ),
  audience: Type.Optional(Audience),
  lineId: Type.Optional(orNull(Id)),
  sendAt: Type.Optional(SendAt),
  segmentsPerMinute: Type.Optional(orNull(Type.Integer({ minimum: 1, maximum: 100_000 }))),
});

const people = Type.Array(Named, { description: 'the first few' });

export const BroadcastLook = Type.Object(
  {
    chosen: count,
    willGet: Type.Integer({
      description: 'chosen without those left out: the number to send back when it is dispatched',
    }),
    practice: Type.Integer({ description: 'how many of those get it over the practice line, which reaches nobody' }),
    left: Type.Array(Type.Object({ reason: LeftOut, count, people })),
    texts: Type.Object({
      segments: Type.Integer({ description: 'of all texts together, an estimate' }),
      longest: orNull(
        Type.Object({
          person: Named,
          body: Type.String(),
          segments: count,
          encoding: Type.Enum(['GSM-7', 'UCS-2']),
        }),
      ),
      unicode: orNull(Type.Object({ character: Type.String(), plain: Type.Optional(Type.String()), texts: count }), {
        description: 'what made a text UCS-2, and in how many texts there is something like it',
      }),
    }),
    price: orNull(Type.Object({ amount: Type.Number(), currency: Type.String() })),
    overCap: orNull(
      Type.Object({ cost: Type.Number(), cap: Type.Number(), left: Type.Number(), currency: Type.String() }),
      { description: 'when it costs more than is left of the month’s money: what it is too much for waits for more' },
    ),
    abroad: orNull(
      Type.Object({
        people: count,
        hours: Type.Integer({ description: 'about so long the last of them waits' }),
        perHour: Type.Integer({ description: 'so many new numbers of one country leave in an hour' }),
      }),
      { description: 'when more new numbers abroad get it than may leave in an hour: how many wait for a later one' },
    ),
    problems: Type.Object({
      fields: Type.Array(
        Type.Object({
          name: Type.String(),
          why: Type.Enum(['unknown', 'empty'], { description: 'unknown: nobody has it; then it cannot be dispatched' }),
          count,
          people,
          hasFallback: Type.Boolean(),
        }),
      ),
      tooLong: Type.Integer({ description: 'texts that are too long once their fields are filled in' }),
      empty: Type.Integer({ description: 'texts in which nothing is left' }),
    }),
    leaves: Type.Object({
      first: orNull(Time),
      last: orNull(Time, {
        description: 'when the hour of the last has come; more texts than the line sends leave later',
      }),
      minutes: orNull(
        Type.Number({ description: 'about how long it takes at the pace of its lines; null without a limit' }),
      ),
      zones: Type.Array(Type.Object({ timeZone: Type.String(), people: count, at: Time })),
    }),
  },
  { $id: 'BroadcastLook' },
);

export const BroadcastPreview = Type.Object(
  {
    person: Named,
    to: Type.String(),
    timeZone: Type.String(),
    body: Type.String(),
    segments: count,
    encoding: Type.Enum(['GSM-7', 'UCS-2']),
    fields: Type.Array(
      Type.Object({
        name: Type.String(),
        why: Type.Enum(['unknown', 'empty']),
        fallback: orNull(Type.String({ description: 'what stands there instead' })),
      }),
      { description: 'those that are not filled in with what this person has' },
    ),
  },
  { $id: 'BroadcastPreview' },
);

export const RecipientState = Type.Enum([
  'waiting',
  'queued',
  'sending',
  'unknown',
  'sent',
  'delivered',
  'failed',
  'canceled',
  'left',
]);

export const BroadcastRecipient = Type.Object(
  {
    person: Named,
    conversationId: Id,
    to: orNull(Type.String()),
    state: RecipientState,
    leftBecause: orNull(LeftOut),
    dueAt: Time,
    messageId: orNull(Id),
    status: orNull(MessageStatus),
    statusAt: orNull(Time),
    error: orNull(
      Type.Object({
        code: Type.String(),
        message: Type.String(),
        advice: Type.String(),
        canSendAgain: Type.Boolean(),
      }),
    ),
    reply: orNull(Type.Object({ messageId: Id, body: Type.String(), at: Time })),
  },
  { $id: 'BroadcastRecipient' },
);
