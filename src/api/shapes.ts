import { type TSchema, Type } from 'typebox';
import { ofQuestions } from './match-shapes.ts';
import { Preferences } from './preferences.ts';

/** The shapes that several areas of the API answer with. The OpenAPI file names them. */

// The format alone would let "urn:uuid:…" pass, which the database does not take.
export const Id = Type.String({ format: 'uuid', pattern: '^[0-9a-fA-F-]{36}$', description: 'UUIDv7' });
export const Time = Type.String({ format: 'date-time', description: 'RFC 3339, UTC' });
export const OrNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** Of what several people write: as which version it was read. */
export const VersionRead = Type.Optional(
  Type.Integer({
    description: 'the version that was read: where it is another by now, `changed_since`. Left out, nobody looks',
  }),
);

export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String({ description: 'stable, for programs' }),
    message: Type.String({ description: 'a sentence for people' }),
    fields: Type.Optional(
      Type.Record(Type.String(), Type.String(), { description: 'a sentence for each wrong field' }),
    ),
    existing: Type.Optional(
      Type.Object(
        { id: Id, name: Type.String(), conversationId: Id },
        { description: 'the person who has this number' },
      ),
    ),
    willGet: Type.Optional(Type.Integer({ description: 'how many people would get the broadcast by now' })),
    roundId: Type.Optional(Type.String({ description: 'the round in which it was asked already' })),
    questionId: Type.Optional(Type.String({ description: 'the question that was saved with this Idempotency-Key' })),
    changed: Type.Optional(
      Type.Object(
        { version: Type.Integer(), by: OrNull(Type.Object({ id: Id, name: Type.String() })), at: OrNull(Time) },
        { description: 'the change that came before this one: `changed_since`' },
      ),
    ),
    requestId: Type.String(),
  },
  { $id: 'Problem', description: 'RFC 9457' },
);

export const PersonOfConversation = Type.Object({
  id: Id,
  name: Type.String(),
  phones: Type.Array(Type.String(), { description: 'E.164, or a short code or a sender name as it came' }),
  phonesShown: Type.Array(Type.String(), { description: 'the same numbers, spaced for reading' }),
  isPractice: Type.Boolean(),
  optedOutAt: OrNull(Time),
});

export const Person = Type.Object(
  {
    ...PersonOfConversation.properties,
    conversationId: Id,
    fields: Type.Record(Type.String(), Type.String()),
    groups: Type.Array(Type.String()),
    timeZone: OrNull(Type.String({ description: 'IANA name' })),
    zones: Type.Array(Type.String(), {
      description:
        'where they may be: their own zone, else those that their number leaves open; none when it says nothing',
    }),
    createdAt: Time,
    version: Type.Integer({ description: 'another with each change of name, numbers, fields or time zone' }),
  },
  { $id: 'Person' },
);

export const MessageStatus = Type.Enum([
  'scheduled',
  'queued',
  'sending',
  'unknown',
  'accepted',
  'sent',
  'delivered',
  'undelivered',
  'failed',
  'canceled',
  'received',
]);

export const Message = Type.Object(
  {
    id: Id,
    conversationId: Id,
    direction: Type.Enum(['inbound', 'outbound']),
    from: OrNull(Type.String({ description: 'null until the provider has chosen a sender' })),
    to: Type.String(),
    body: Type.String(),
    media: Type.Array(
      Type.Object({
        id: Id,
        contentType: Type.String({ description: 'what the provider says it is' }),
        index: Type.Integer(),
        alt: OrNull(Type.String({ description: 'what a picture that we sent shows, in words' })),
        type: OrNull(Type.String({ description: 'what it is, by its content; null until it is stored' })),
        bytes: OrNull(Type.Integer()),
        width: OrNull(Type.Integer({ description: 'of a picture that can be shown, as people see it' })),
        height: OrNull(Type.Integer()),
        state: Type.Enum(['waiting', 'stored', 'failed']),
      }),
      { description: 'what came with it: each is at /api/v1/media/:id once it is stored' },
    ),
    segments: Type.Integer(),
    status: MessageStatus,
    statusAt: Time,
    sendAt: Type.Optional(Type.String({ format: 'date-time', description: 'when a scheduled text leaves' })),
    cancelIfTheyWriteFirst: Type.Optional(
      Type.Boolean({ description: 'a scheduled one is taken back once they write' }),
    ),
    heldUntil: Type.Optional(
      Type.String({ format: 'date-time', description: 'until when a queued text is held and can be taken back' }),
    ),
    waits: Type.Optional(
      Type.Object(
        { for: Type.Enum(['hours', 'money', 'abroad']), until: Time },
        {
          description:
            'why it has not left: it is night where it goes, the team has no money left this month, or too many new numbers abroad were texted in this hour',
        },
      ),
    ),
    retryOf: Type.Optional(Type.String({ format: 'uuid', description: 'the text of which this is another try' })),
    recoveredAt: Type.Optional(
      Type.String({
        format: 'date-time',
        description:
          'when it was brought in, if it came while Hearback was away; `createdAt` is when the provider took it',
      }),
    ),
    error: Type.Optional(
      Type.Object({
        code: Type.String({ description: "the provider's own code" }),
        message: Type.String({ description: 'what happened, in plain words' }),
        advice: Type.String({ description: 'what to do next' }),
        canSendAgain: Type.Boolean({ description: 'whether sending the same text again can help' }),
      }),
    ),
    sentBy: Type.Optional(Type.Object({ id: Id, name: Type.String() })),
    ...ofQuestions,
    broadcast: Type.Optional(
      Type.Object({ id: Id, name: Type.String() }, { description: 'of which broadcast it is a text' }),
    ),
    inAnswerTo: Type.Optional(
      Type.Object({ id: Id, name: Type.String() }, { description: 'the broadcast to which it is the reply' }),
    ),
    clientId: OrNull(Type.String({ description: 'the Idempotency-Key it was created with' })),
    isPractice: Type.Boolean(),
    createdAt: Time,
  },
  { $id: 'Message' },
);

export const Draft = Type.Object({
  body: Type.String(),
  caret: Type.Integer({ description: 'where the caret stood, in UTF-16 units' }),
  updatedAt: Time,
});

export const Conversation = Type.Object(
  {
    id: Id,
    person: Type.Object({
      ...PersonOfConversation.properties,
      isOptedOutByUs: Type.Boolean({ description: 'a colleague did it, and a colleague may end it' }),
      stopRequest: OrNull(
        Type.Object(
          { id: Id, words: Type.String(), askedAt: Time, answerBy: Time },
          { description: 'they seem to ask for no more texts: nothing that goes to many reaches them' },
        ),
      ),
      groups: Type.Array(Type.String()),
    }),
    lastMessage: OrNull(
      Type.Object({
        id: Id,
        direction: Type.Enum(['inbound', 'outbound']),
        body: Type.String(),
        hasMedia: Type.Boolean(),
        status: MessageStatus,
        createdAt: Time,
      }),
    ),
    lastInboundId: OrNull(Id),
    unread: Type.Integer({
      description: 'texts from the person that this member has not seen, among the newest 200 of all',
    }),
    hasMoreUnread: Type.Boolean({ description: 'there may be more of them further back' }),
    lastReadMessageId: OrNull(Id),
    isMarkedUnread: Type.Boolean({ description: 'this member wants to come back to it' }),
    mentioned: Type.Boolean({ description: 'a note that this member has not seen speaks of them' }),
    waitingSince: OrNull(Type.String({ format: 'date-time', description: 'null also while it is snoozed' })),
    snoozedUntil: OrNull(Time),
    assignee: OrNull(Type.Object({ id: Id, name: Type.String() })),
    closedAt: OrNull(Time),
    draft: OrNull(Draft),
    lineId: OrNull(Type.String({ format: 'uuid', description: 'the line over which they wrote last' })),
    createdAt: Time,
  },
  { $id: 'Conversation' },
);

export const Line = Type.Object(
  {
    id: Id,
    provider: Type.String(),
    label: Type.String(),
    number: OrNull(Type.String()),
    numberShown: OrNull(Type.String({ description: 'the same number, spaced for reading' })),
    isPractice: Type.Boolean(),
    settings: Type.Record(Type.String(), Type.String(), { description: 'without the secrets' }),
    webhooks: Type.Object({ inbound: Type.String(), status: Type.String() }),
    pausedAt: OrNull(Time),
    pausedReason: OrNull(Type.String()),
    segmentsPerSecond: OrNull(Type.Number({ description: 'how fast it may send; null is without a limit' })),
    restsUntil: OrNull(Time),
    restsReason: OrNull(Type.String({ description: 'what is used up, in plain words' })),
    pricePerSegment: OrNull(
      Type.Object({ amount: Type.Number(), currency: Type.String() }, { description: 'as somebody has said' }),
    ),
    createdAt: Time,
  },
  { $id: 'Line' },
);

export const Me = Type.Object(
  {
    id: Id,
    name: Type.String(),
    email: Type.String(),
    role: Type.Enum(['owner', 'manager', 'member']),
    preferences: Preferences,
    team: Type.Object({ id: Id, name: Type.String(), timeZone: Type.String(), country: Type.String() }),
    practice: Type.Object({
      isOn: Type.Boolean({ description: 'true while texts go to the pretend phone company' }),
      hasCrew: Type.Boolean(),
    }),
    gettingStarted: Type.Object({
      isHidden: Type.Boolean(),
      steps: Type.Object({
        crew: Type.Boolean(),
        heardBack: Type.Boolean(),
        people: Type.Boolean(),
        line: Type.Boolean(),
      }),
    }),
  },
  { $id: 'Me' },
);

/** One page of a list: `next` goes back as `?after=`, null at the end. */
export const Page = <T extends TSchema>(item: T) =>
  Type.Object({ items: Type.Array(item), next: OrNull(Type.String({ description: 'opaque; null at the end' })) });
