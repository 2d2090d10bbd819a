import { ask } from '../api.ts';
import { forget } from '../offline.ts';

/** Ends the session on the server. The route is better-auth's own, outside of our OpenAPI file. */
export function signOut(): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  return ask(fetch('/api/auth/sign-out', { method: 'POST', headers, body: '{}' }).then((response) => ({ response })));
}

/**
 * Forgets what was seen, and loads the page anew: no begun note, no picture and no act that can be taken back is left in
 * its memory for whoever signs in next.
 */
export async function leaveTo(place: string): Promise<void> {
  await forget().catch(() => {});
  location.assign(place);
}
