import { ask } from '../api.ts';
import { forget } from '../offline.ts';
import { forgetBegun } from '../ui/begun.ts';
import { forgetStored } from '../ui/stored.ts';

/**
 * Ends the session on the server, by a route of better-auth's own, outside of our OpenAPI file; and forgets what the member
 * has begun, and the words of texts to many of which nobody knows whether they have left.
 */
export async function signOut(memberId: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  await ask(fetch('/api/auth/sign-out', { method: 'POST', headers, body: '{}' }).then((response) => ({ response })));
  forgetBegun(memberId);
  forgetStored('hearback.texting');
}

/**
 * Forgets what was seen, and loads the page anew: no begun note, no picture and no act that can be taken back is left in
 * its memory for whoever signs in next.
 */
export async function leaveTo(place: string): Promise<void> {
  await forget().catch(() => {});
  location.assign(place);
}
