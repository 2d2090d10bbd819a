import { AppError, notFound } from './errors.ts';

export interface CarrierPhone {
  number: string;
  name: string;
  behaviour: Record<string, unknown>;
  /** How the practice person is; missing for phones that are nobody's. */
  temperament?: string;
}

export interface CarrierText {
  sid: string;
  direction: 'inbound' | 'outbound';
  from: string;
  to: string;
  body: string;
  media: { url: string; contentType: string }[];
  at: string;
}

/** The pretend phone company's control API: its phones, and where it posts texts to our numbers. */
export interface CarrierControl {
  phones(): Promise<CarrierPhone[]>;
  setBehaviour(number: string, behaviour: Record<string, unknown>): Promise<CarrierPhone>;
  texts(number: string): Promise<CarrierText[]>;
  /** A picture that a phone shows, by the last part of its address. @throws AppError `not_found`. */
  picture(sid: string): Promise<Buffer>;
  text(number: string, text: { to: string; body: string }): Promise<{ sid: string }>;
  /** The token with which an account signs in to the carrier, and the carrier signs its webhooks. */
  setToken(accountSid: string, authToken: string): Promise<void>;
  setNumber(number: string, settings: { inboundUrl: string; accountSid: string }): Promise<void>;
}

/** Talks to the carrier at a URL. Its refusals become ours; when it is away, that is a fault. */
export function createCarrierControl(url: string): CarrierControl {
  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${url}/_carrier/${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      signal: AbortSignal.timeout(10_000),
    });
    const json = (await answer.json().catch(() => ({}))) as T & { message?: string };
    if (answer.status === 404) throw notFound('virtual phone');
    if (answer.status >= 400 && answer.status < 500)
      throw new AppError('invalid', json.message ?? 'The carrier refused this.');
    if (!answer.ok) throw new Error(`The carrier answered ${answer.status}.`);
    return json;
  }
  const phone = (number: string) => `phones/${encodeURIComponent(number)}`;
  return {
    phones: async () => (await call<{ items: CarrierPhone[] }>('GET', 'phones')).items,
    setBehaviour: (number, behaviour) => call('PUT', phone(number), { behaviour }),
    texts: async (number) => (await call<{ items: CarrierText[] }>('GET', `${phone(number)}/texts`)).items,
    async picture(sid) {
      const answer = await fetch(`${url}/_carrier/media/${encodeURIComponent(sid)}`, {
        signal: AbortSignal.timeout(10_000),
      });
      if (!answer.ok) throw notFound('picture');
      return Buffer.from(await answer.arrayBuffer());
    },
    text: (number, text) => call('POST', `${phone(number)}/texts`, text),
    setToken: async (accountSid, authToken) => {
      await call('PUT', `accounts/${accountSid}`, { authToken });
    },
    setNumber: async (number, settings) => {
      await call('PUT', `numbers/${encodeURIComponent(number)}`, settings);
    },
  };
}
