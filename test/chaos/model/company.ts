import type { Accepted, ListedText, Provider, Received, ReportedStatus } from '../../../src/providers/provider.ts';
import { SendError } from '../../../src/providers/provider.ts';

/** What the company does with a text that is handed to it. */
export type Treatment =
  | 'accepts'
  | 'accepts, and the answer is lost'
  | 'never gets it, and nobody knows'
  | 'is not reached'
  | 'refuses'
  | 'accepts, and does not answer yet'
  | 'does not answer, and may get it later';

export const treatments: Treatment[] = [
  'accepts',
  'accepts, and the answer is lost',
  'never gets it, and nobody knows',
  'is not reached',
  'refuses',
  'accepts, and does not answer yet',
  'does not answer, and may get it later',
];

/** A text in the company's books. */
export interface Carried {
  providerId: string;
  attemptId: string;
  to: string;
  body: string;
  at: Date;
  status: ReportedStatus;
  /** The last word about it, which the company has known from the start. */
  destiny: ReportedStatus;
}

/** A text that was handed over and has no answer yet. */
export interface Hanging {
  attemptId: string;
  answer(how: 'taken' | 'refused' | 'not sent' | 'unknown'): void;
}

/**
 * A company at the boundary of the contract: it takes texts, refuses them or leaves them hanging as it is told, keeps
 * books, and reads webhooks that are JSON.
 */
export class Company {
  carried: Carried[] = [];
  hanging: Hanging[] = [];
  /** What it does with the next texts, in turn; then it accepts. */
  plan: Treatment[] = [];
  /** What nobody may see: texts to whom it must not have been handed. */
  faults: string[] = [];
  optedOut = new Set<string>();
  booksAreClosed = false;
  #count = 0;

  take(to: string, body: string, attemptId: string): Carried {
    this.#count += 1;
    const destiny = this.#count % 4 === 0 ? 'undelivered' : 'delivered';
    const carried: Carried = {
      providerId: `SM${attemptId}`,
      attemptId,
      to,
      body,
      at: new Date(),
      status: 'accepted',
      destiny,
    };
    this.carried.push(carried);
    return carried;
  }

  send(to: string, body: string, attemptId: string): Promise<Accepted> {
    if (this.optedOut.has(to)) this.faults.push(`"${body}" was sent to somebody who had opted out.`);
    const accepted = ({ providerId }: Carried): Accepted => ({ providerId, from: null });
    const lost = new SendError('unknown', 'No answer.');
    const how = this.plan.shift() ?? 'accepts';
    switch (how) {
      case 'accepts':
        return Promise.resolve(accepted(this.take(to, body, attemptId)));
      case 'accepts, and the answer is lost':
        this.take(to, body, attemptId);
        return Promise.reject(lost);
      case 'never gets it, and nobody knows':
        return Promise.reject(lost);
      case 'is not reached':
        return Promise.reject(new SendError('not_sent', 'No connection.'));
      case 'refuses':
        return Promise.reject(new SendError('refused', 'No such number.', { code: '21614' }));
      case 'accepts, and does not answer yet':
      case 'does not answer, and may get it later': {
        let taken = how.startsWith('accepts') ? this.take(to, body, attemptId) : null;
        const { promise, resolve, reject } = Promise.withResolvers<Accepted>();
        const hanging: Hanging = {
          attemptId,
          answer: (answer) => {
            this.hanging = this.hanging.filter((each) => each !== hanging);
            // What the company has taken it cannot deny; at most its answer gets lost.
            if (taken && answer !== 'unknown') return resolve(accepted(taken));
            if (answer === 'taken') {
              taken = this.take(to, body, attemptId);
              resolve(accepted(taken));
            } else if (answer === 'refused') reject(new SendError('refused', 'No such number.', { code: '21614' }));
            else if (answer === 'not sent') reject(new SendError('not_sent', 'The connection was refused.'));
            else reject(lost);
          },
        };
        this.hanging.push(hanging);
        return promise;
      }
    }
  }
}

/** The provider of a world in which every team's line has a company of its own. */
export function providerOf(companies: ReadonlyMap<string, Company>): Provider {
  const at = (lineId: string) => companies.get(lineId) as Company;
  const read = (body: Buffer): Received => JSON.parse(body.toString());
  return {
    name: 'model',
    title: 'The model company',
    settings: [],
    send: (line, text, attempt) => at(line.id).send(text.to, text.body, attempt.id),
    receive(_line, { body }) {
      return () => read(body);
    },
    read: ({ body }) => read(body),
    answersKeyword: () => true,
    acknowledge: () => ({ status: 204, headers: {}, body: '' }),
    explain: () => ({ message: 'It was refused.', advice: '', canSendAgain: false, isOptOut: false }),
    check: async () => ({ kind: 'ok' }),
    async list(line, wanted): Promise<ListedText[]> {
      const company = at(line.id);
      if (company.booksAreClosed) throw new Error('The books are closed.');
      if ('direction' in wanted && wanted.direction === 'inbound') return [];
      return company.carried
        .filter(({ to }) => !('to' in wanted) || to === wanted.to)
        .map(({ providerId, to, body, at: createdAt, status }) => {
          const shape = { from: null, to, segments: 1, hasMedia: false, code: null };
          return { providerId, isOutbound: true, body, createdAt, status, ...shape };
        });
    },
  };
}
