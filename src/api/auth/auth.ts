import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Kysely } from 'kysely';
import type { Floor } from '../../domain/floor.ts';
import { findMember, type Member } from '../../domain/teams/teams.ts';
import type { DB } from '../../platform/database.gen.ts';
import { signedOut } from '../../platform/errors.ts';
import type { Log } from '../../platform/log.ts';
import { hashPassword, verifyPassword } from '../../platform/passwords.ts';
import { addressHeader } from './address-header.ts';
import { openGuesses } from './guesses.ts';
import { withHashedTokens } from './hashed-sessions.ts';
import type { KnownAskers } from './known-askers.ts';
import { openKnownSessions } from './known-session.ts';
import { authOptions } from './options.ts';
import type { AuthPath } from './paths.ts';
import { cookieName } from './session-cookie.ts';
import { signInBy } from './sign-in.ts';

/** Signing in and staying signed in. */
export interface Auth {
  /** Answers one of the sign-in library's own routes. */
  answer(path: AuthPath, request: FastifyRequest, reply: FastifyReply): Promise<unknown>;
  /** Starts a session for somebody whose account has just been made, and sets its cookie. */
  signIn(request: FastifyRequest, reply: FastifyReply, email: string, password: string): Promise<void>;
  /**
   * Who is asking. A session that is used lives longer; the reply then takes the cookie that says so. Without a reply,
   * as in a stream, the session stays as it is. On demand, who it was a moment ago is enough.
   * @throws AppError `signed_out`.
   */
  member(
    request: FastifyRequest,
    reply?: FastifyReply,
    mayRecall?: boolean,
  ): Promise<{ member: Member; sessionId: string }>;
  /** The name of the member who is asking; null when nobody is signed in. */
  whoAsks(request: FastifyRequest): Promise<string | null>;
}

/** Sets up sign-in over the tables of the floor. */
export function createAuth(floor: Floor, askers: KnownAskers, log: Log): Auth {
  let library: ReturnType<typeof openLibrary> | undefined;
  const opened = () => {
    library ??= openLibrary(floor, log);
    return library;
  };
  const guesses = openGuesses(floor);
  const findKnown = openKnownSessions(floor, askers, cookieName(floor.publicUrl.startsWith('https:')));

  return {
    async answer(path, request, reply) {
      const ask = async () => (await opened()).handler(toRequest(`${floor.publicUrl}/api/auth${path}`, request));
      const isSignIn = path === '/sign-in/email';
      const answer = await (isSignIn ? guesses.limit(request, () => signInBy(ask, floor, request)) : ask());
      if (answer.status >= 500) throw new Error('The sign-in library failed; its reason is in the log.');
      passCookies(answer.headers, reply);
      if (isSignIn && answer.ok) reply.header('set-cookie', guesses.knownAs((request.body as { email: string }).email));
      return send(reply, answer);
    },
    async signIn(request, reply, email, password) {
      const { headers } = await (await opened()).api.signInEmail({
        body: { email, password },
        headers: headersOf(request),
        returnHeaders: true,
      });
      passCookies(headers, reply);
      reply.header('set-cookie', guesses.knownAs(email));
    },
    async member(request, reply, mayRecall = false) {
      // Nearly every request: the library would ask three times.
      const known = await findKnown(request.headers.cookie, mayRecall);
      if (known && !(known.isDue && reply)) return known;
      const { headers, response: session } = await (await opened()).api.getSession({
        headers: headersOf(request),
        query: { disableRefresh: !reply },
        returnHeaders: true,
      });
      if (reply) passCookies(headers, reply);
      const member = session && (await findMember(floor, session.user.id));
      if (!member) throw signedOut();
      return { member, sessionId: session.session.id };
    },
    async whoAsks(request) {
      const { api } = await opened();
      const session = await api.getSession({ headers: headersOf(request), query: { disableRefresh: true } });
      return session && (await findMember(floor, session.user.id)) ? session.user.name : null;
    },
  };
}

/** Hundreds of kilobytes: loaded when somebody first comes. */
async function openLibrary(floor: Floor, log: Log) {
  const [{ betterAuth }, { getAdapter }] = await Promise.all([import('better-auth'), import('better-auth/db/adapter')]);
  const options = authOptions(floor, log);
  const adapter = await getAdapter({ ...options, database: { db: floor.db as Kysely<DB>, type: 'postgres' } });
  return betterAuth({
    ...options,
    database: () => withHashedTokens(adapter),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 8,
      maxPasswordLength: 128,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
  });
}

/** The address is ours to say: what a caller writes into Host or the path never reaches the library. */
function toRequest(url: string, request: FastifyRequest): Request {
  const { method, body } = request;
  return new Request(url, {
    method,
    headers: headersOf(request),
    ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }),
  });
}

function headersOf({ headers, ip }: FastifyRequest): Headers {
  return new Headers({
    'content-type': 'application/json',
    cookie: headers.cookie ?? '',
    'user-agent': headers['user-agent'] ?? '',
    [addressHeader]: ip,
  });
}

async function send(reply: FastifyReply, answer: Response): Promise<FastifyReply> {
  for (const [name, value] of answer.headers) if (name !== 'set-cookie') reply.header(name, value);
  return reply.status(answer.status).send(await answer.text());
}

function passCookies(headers: Headers, reply: FastifyReply): void {
  for (const cookie of headers.getSetCookie()) reply.header('set-cookie', cookie);
}
