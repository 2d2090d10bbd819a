import { ask } from '../api.ts';

/** Ends the session on the server. The route is better-auth's own, outside of our OpenAPI file. */
export function signOut(): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  return ask(fetch('/api/auth/sign-out', { method: 'POST', headers, body: '{}' }).then((response) => ({ response })));
}
