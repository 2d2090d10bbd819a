import assert from 'node:assert/strict';
import { type Browser, openBrowser } from './browser.ts';
import { cast, type Name, nora } from './cast.ts';
import { openStream } from './stream.ts';
import { until } from './until.ts';

interface Bubble {
  id: string;
  direction: 'inbound' | 'outbound';
  body: string;
  status: string;
  media: {
    id: string;
    contentType: string;
    index: number;
    type: string | null;
    bytes: number | null;
    width: number | null;
    height: number | null;
    state: string;
  }[];
  error?: { code: string; message: string; canSendAgain: boolean };
  broadcast?: { id: string; name: string };
  inAnswerTo?: { id: string; name: string };
}

type Role = 'owner' | 'manager' | 'member';

/** The people who use Hearback, at their browser. What they do must work; what must not work is asked by `ask`. */
export function openOffice(
  url: string,
  browser: Browser = openBrowser(url),
  conversations: Map<Name, string> = new Map(),
) {
  const { ask } = browser;

  async function must(method: string, path: string, body?: unknown, headers?: Record<string, string>) {
    const answer = await ask(method, path, body, headers);
    assert.ok(answer.status < 300, `${method} ${path} answered ${answer.status}: ${answer.text}`);
    return answer.body;
  }
  function conversationWith(name: Name): string {
    const id = conversations.get(name);
    assert.ok(id, `The office has not met ${name}.`);
    return id;
  }
  const messages = async (name: Name): Promise<Bubble[]> =>
    (await must('GET', `/api/v1/conversations/${conversationWith(name)}/messages?limit=200`)).items;

  async function invites(role: Role = 'member'): Promise<string> {
    const { url: link } = await must('POST', '/api/v1/invitations', { role });
    return new URL(link).hash.slice(1);
  }

  return {
    ...browser,
    must,
    /** Makes an invitation, and answers the secret in its link. */
    invites,
    /** Brings in somebody new, who has joined by an invitation and is signed in; they know whom this office has met. */
    async colleague(name: string, role: Role = 'member') {
      const joined = openOffice(url, openBrowser(url), conversations);
      const form = { name, email: `${name.toLowerCase()}@food-bank.example`, password: nora.password };
      const { id: memberId } = await joined.must('POST', '/api/v1/join', { token: await invites(role), ...form });
      return { ...joined, ...form, memberId: memberId as string };
    },
    messages,
    conversationWith,
    signsUp: (changes: Partial<typeof nora> = {}) => must('POST', '/api/v1/setup', { ...nora, ...changes }),
    signsIn: (password = nora.password, email = nora.email, headers = {}) =>
      ask('POST', '/api/auth/sign-in/email', { email, password }, headers),
    signsOut: () => must('POST', '/api/auth/sign-out', {}),
    /** Adds one of the cast to the people. */
    async meets(name: Name, phones: string[] = [cast[name]]) {
      const person = await must('POST', '/api/v1/people', { name, phones });
      conversations.set(name, person.conversationId);
      return person;
    },
    texts: (name: Name, body: string, key?: string): Promise<Bubble> =>
      must(
        'POST',
        `/api/v1/conversations/${conversationWith(name)}/messages`,
        { body },
        key ? { 'idempotency-key': key } : {},
      ),
    /** Waits until the thread with somebody reads like this: `us: …` and `them: …`, oldest first. */
    async shouldSee(name: Name, wanted: string[]) {
      let seen: string[] = [];
      const look = async () => {
        seen = (await messages(name)).map(
          ({ direction, body }) => `${direction === 'inbound' ? 'them' : 'us'}: ${body}`,
        );
        return seen.length >= wanted.length;
      };
      await until(`${wanted.length} texts in the thread with ${name}`, look).catch(() => {});
      assert.deepEqual(seen, wanted);
    },
    /** Waits until the newest of our texts to somebody has a status. */
    async shouldSeeStatus(name: Name, status: string) {
      let last: string | undefined;
      await until(`the status ${status}`, async () => {
        last = (await messages(name)).findLast(({ direction }) => direction === 'outbound')?.status;
        return last === status;
      }).catch(() => {});
      assert.equal(last, status);
    },
    listens: (lastEventId?: number) => openStream(url, browser.cookie(), lastEventId),
  };
}
