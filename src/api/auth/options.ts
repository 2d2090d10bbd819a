import type { BetterAuthOptions } from 'better-auth';
import type { Floor } from '../../domain/floor.ts';
import { findMember } from '../../domain/teams/teams.ts';
import type { Log } from '../../platform/log.ts';
import { addressHeader } from './address-header.ts';
import { attributesOf } from './cookie.ts';
import { cookieName } from './session-cookie.ts';

/** How long a session lives that nobody uses. */
export const sessionSeconds = 30 * 24 * 60 * 60;

/** How often its use makes a session live that long again. */
export const renewEverySeconds = 24 * 60 * 60;

/** How the sign-in library is told to work: over our tables, by our names, and with nothing sent anywhere. */
export function authOptions(floor: Floor, log: Log): BetterAuthOptions {
  const isSecure = floor.publicUrl.startsWith('https:');
  return {
    baseURL: floor.publicUrl,
    basePath: '/api/auth',
    secret: floor.secrets.keyFor('sessions'),
    telemetry: { enabled: false },
    logger: { log: (level, message) => log[level === 'error' ? 'error' : 'debug']({ auth: message }, 'auth') },
    // Anything but a refusal is thrown as it is, so that problem.ts logs it and answers it as a fault.
    onAPIError: { throw: true },
    rateLimit: {
      enabled: true,
      storage: 'database',
      modelName: 'sign_in_attempts',
      fields: { lastRequest: 'last_request' },
      window: 60,
      max: 600,
      customRules: { '/sign-in/email': { window: 60, max: 20 } },
    },
    session: {
      modelName: 'sessions',
      expiresIn: sessionSeconds,
      updateAge: renewEverySeconds,
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...times,
      },
    },
    databaseHooks: {
      // Asked for once the password is right: nobody else learns that there is such an account.
      session: { create: { before: ({ userId }) => mustBeMember(floor, userId) } },
    },
    user: { modelName: 'users', fields: { emailVerified: 'email_verified', ...times } },
    account: {
      modelName: 'credentials',
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...times,
      },
    },
    verification: { modelName: 'verifications', fields: { expiresAt: 'expires_at', ...times } },
    advanced: {
      // Every request has passed our own check for other sites, which lets programs through that send no Origin.
      disableCSRFCheck: true,
      database: { generateId: floor.newId },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      useSecureCookies: false,
      cookies: { session_token: { name: cookieName(isSecure) } },
      defaultCookieAttributes: { ...attributesOf(isSecure), path: '/' },
    },
  };
}

async function mustBeMember(floor: Floor, userId: string): Promise<void> {
  if (await findMember(floor, userId)) return;
  const { APIError } = await import('better-auth/api');
  throw new APIError('FORBIDDEN', { code: 'DEACTIVATED', message: 'This member is deactivated. Ask an owner.' });
}

const times = { createdAt: 'created_at', updatedAt: 'updated_at' };
