import { ask, Refused } from '../api.ts';

/** No member has this e-mail and password. */
export class WrongSignIn extends Error {}

/** The password is right, and the member is not active. */
export class Deactivated extends Error {}

export class TooManyTries extends Error {
  seconds: number;
  constructor(seconds: number) {
    super('too many tries');
    this.seconds = seconds;
  }
}

/** Starts a session. The route is better-auth's own, outside of our OpenAPI file. */
export async function signIn(email: string, password: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ email, password });
  let wait = 0;
  try {
    await ask(
      fetch('/api/auth/sign-in/email', { method: 'POST', headers, body }).then((response) => {
        wait = Number(response.headers.get('x-retry-after')) || 60;
        return { response };
      }),
    );
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (error.problem.status === 429) throw new TooManyTries(wait);
    if (error.problem.status === 403) throw new Deactivated();
    throw error.problem.status < 500 ? new WrongSignIn() : error;
  }
}
