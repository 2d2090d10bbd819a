import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Static, type TObject, type TSchema, Type } from 'typebox';
import type { KnownRows } from '../domain/conversations/conversations.ts';
import type { Floor } from '../domain/floor.ts';
import type { Inbound } from '../domain/inbound/inbound.ts';
import type { Member } from '../domain/teams/teams.ts';
import type { CarrierControl } from '../platform/carrier-control.ts';
import type { MediaStore } from '../platform/media-store.ts';
import type { WebPush } from '../platform/web-push/web-push.ts';
import type { Auth } from './auth/auth.ts';
import type { Hub } from './live/hub.ts';
import type { OwnPages } from './live/own-pages.ts';
import type { Presence } from './live/presence.ts';

/** What the API stands on, besides the floor. */
export interface ApiParts {
  floor: Floor;
  auth: Auth;
  hub: Hub;
  presence: Presence;
  ownPages: OwnPages;
  /** The rows of inboxes that are kept in memory. */
  rows: KnownRows;
  inbound: Inbound;
  /** Where the files are that came with texts. */
  media: MediaStore;
  webPush: WebPush;
  /** The pretend phone company, while there is one; and how to give a team its practice line. */
  practice: { control: CarrierControl; open(member: Member): Promise<void> } | null;
}

/** What a handler is given: the parts, and the request as its schemas say it is. */
export interface Ask<P, Q, B> {
  parts: ApiParts;
  params: P;
  query: Q;
  body: B;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** An ask by somebody who is signed in. */
export interface MemberAsk<P, Q, B> extends Ask<P, Q, B> {
  member: Member;
  /** The session that asks. */
  sessionId: string;
}

interface Described<P, Q, B, A> {
  summary: string;
  params?: P;
  query?: Q;
  body?: B;
  /** The shape of a good answer. Left out: no content. */
  answer?: A;
  /** 200, or 204 when there is no content. */
  status?: 201;
}

/** An answer that is JSON already, as its shape says. */
export class ReadyJson {
  readonly json: string | Buffer;
  constructor(json: string | Buffer) {
    this.json = json;
  }
}

type Answered<A> = Promise<A extends TSchema ? Loose<Static<A>> | ReadyJson : void>;

/** One thing the API can do, without its URL: routes.ts gives it one. */
export interface Route {
  summary: string;
  isOpen: boolean;
  params: TObject | undefined;
  /** What is not in it is refused: a name with a slip in it would ask for everything. */
  query: TObject;
  body: TSchema | undefined;
  answer: TSchema | undefined;
  status: 200 | 201 | 204;
  handle(ask: MemberAsk<unknown, unknown, unknown>): Promise<unknown>;
}

/** A route for members: whoever is not signed in is turned away before the handler runs. */
export function forMembers<
  P extends TObject | undefined = undefined,
  Q extends TObject | undefined = undefined,
  B extends TSchema | undefined = undefined,
  A extends TSchema | undefined = undefined,
>(
  definition: Described<P, Q, B, A> & { handle(ask: MemberAsk<StaticOf<P>, StaticOf<Q>, StaticOf<B>>): Answered<A> },
): Route {
  return complete(definition, false);
}

/** A route for everybody. */
export function forAll<
  P extends TObject | undefined = undefined,
  Q extends TObject | undefined = undefined,
  B extends TSchema | undefined = undefined,
  A extends TSchema | undefined = undefined,
>(definition: Described<P, Q, B, A> & { handle(ask: Ask<StaticOf<P>, StaticOf<Q>, StaticOf<B>>): Answered<A> }): Route {
  return complete(definition, true);
}

function complete(definition: unknown, isOpen: boolean): Route {
  const { summary, params, query, body, answer, status, handle } = definition as Partial<Route> &
    Pick<Route, 'summary' | 'handle'>;
  const closed = query ? { ...query, additionalProperties: false } : nothingAsked;
  return { summary, isOpen, params, query: closed, body, answer, status: status ?? (answer ? 200 : 204), handle };
}

const nothingAsked = Type.Object({}, { additionalProperties: false });

type StaticOf<T> = T extends TSchema ? Static<T> : undefined;

/** Times may be handed over as dates: the serialiser writes them as RFC 3339. */
type Loose<T> = T extends string
  ? T | Date
  : T extends (infer Item)[]
    ? Loose<Item>[]
    : T extends object
      ? { [Key in keyof T]: Loose<T[Key]> }
      : T;
