import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../platform/errors.ts';

const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Sets the headers of every answer, and turns away requests that another site's page sends in a member's name. */
export function guard(server: FastifyInstance, isSecure: boolean): void {
  server.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'content-security-policy': contentPolicy,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
      ...(isSecure && { 'strict-transport-security': 'max-age=31536000' }),
      // Unless it is the page, which says otherwise: what a member sees must not stay behind in a shared browser.
      'cache-control': 'no-store',
    });
    if (isCrossSite(request)) {
      throw new AppError('cross_site', 'This request came from another site and was refused.');
    }
  });
}

/**
 * Fetch Metadata first, Origin for browsers without it (OWASP CSRF Prevention Cheat Sheet). A program that sends neither
 * carries no cookie that it was not given on purpose.
 */
function isCrossSite({ method, headers, host }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  // Following a link to us is fine; only what the page itself does must come from the page.
  if (headers['sec-fetch-mode'] === 'navigate' && method === 'GET') return false;
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  if (headers.origin === undefined) return false;
  return !URL.canParse(headers.origin) || new URL(headers.origin).host !== host;
}
