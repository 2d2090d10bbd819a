import { betterAuth } from 'better-auth';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Kysely } from 'kysely';
import type { Floor } from '../../domain/floor.ts';
import { findMember, type Member } from '../../domain/teams/teams.ts';
import type { DB } from '../../platform/database.gen.ts';
import { AppError } from '../../platform/errors.ts';
import type { Log } from '../../platform/log.ts';
import { hashPassword, verifyPassword } from '../../platform/passwords.ts';
import { addressHeader } from './address-header.ts';
import { authOptions } from './options.ts';
import { type Throttle, throttleAccounts } from './throttle.ts';

/** Signing in and staying signed in. */
export interface Auth {
  /** Answers the sign-in library's own routes under `/api/auth/`. */
  answer(request: FastifyRequest, reply: FastifyReply): Promise<unknown>;
  /** Starts a session for somebody whose account has just been made, and sets its cookie. */
  signIn(request: FastifyRequest, reply: FastifyReply, email: string, password: string): Promise<void>;
  /** @throws AppError `signed_out`. */
  member(request: FastifyRequest): Promise<{ member: Member; sessionId: string }>;
}

/** Sets up sign-in over the tables of the floor. */
export function createAuth(floor: Floor, log: Log): Auth {
  const library = betterAuth({
    ...authOptions(floor, log),
    database: { db: floor.db as Kysely<DB>, type: 'postgres' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 8,
      maxPasswordLength: 128,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
  });
  const throttle = throttleAccounts(floor);

  return {
    async answer(request, reply) {
      if (request.method === 'POST' && pathOf(request) === '/api/auth/sign-in/email') {
        return send(reply, await signInThrottled(library.handler, throttle, request));
      }
      return send(reply, await library.handler(toRequest(request, request.body)));
    },
    async signIn(request, reply, email, password) {
      const path = '/api/auth/sign-in/email';
      const answer = await library.api.signInEmail({
        body: { email, password },
        headers: toRequest(request, undefined, path).headers,
        asResponse: true,
      });
      for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie);
    },
    async member(request) {
      const session = await library.api.getSession({ headers: toRequest(request).headers });
      const member = session && (await findMember(floor, session.user.id));
      if (!member) throw new AppError('signed_out', 'You are signed out. Sign in and try again.');
      return { member, sessionId: session.session.id };
    },
  };
}

async function signInThrottled(
  handler: (request: Request) => Promise<Response>,
  throttle: Throttle,
  request: FastifyRequest,
): Promise<Response> {
  const email = (request.body as { email?: unknown } | null)?.email;
  const account = typeof email === 'string' ? email.trim().toLowerCase().slice(0, 254) : '';
  const waitSeconds = await throttle.take(account);
  if (waitSeconds > 0) {
    return Response.json(
      { message: 'Too many tries for this account. Wait a little and try again.' },
      { status: 429, headers: { 'x-retry-after': String(waitSeconds) } },
    );
  }
  const answer = await handler(toRequest(request, request.body));
  if (answer.ok) await throttle.forget(account);
  else if (answer.status !== 401) await throttle.giveBack(account);
  return answer;
}

function toRequest(request: FastifyRequest, body?: unknown, path = request.url): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (name === 'content-length' || value === undefined) continue;
    for (const each of [value].flat()) headers.append(name, each);
  }
  headers.set(addressHeader, request.ip);
  return new Request(`${request.protocol}://${request.host}${path}`, {
    method: body === undefined && request.method !== 'POST' ? 'GET' : request.method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

async function send(reply: FastifyReply, answer: Response): Promise<FastifyReply> {
  reply.status(answer.status);
  for (const [name, value] of answer.headers) if (name !== 'set-cookie') reply.header(name, value);
  for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie);
  return reply.send(await answer.text());
}

const pathOf = (request: FastifyRequest) => request.url.split('?', 1)[0];
