import { cast, type Name } from './cast.ts';
import { until } from './until.ts';

/** A create that the carrier accepted. */
export interface SendLogItem {
  sid: string;
  from: string;
  to: string;
  body: string;
  statusCallback: string | null;
  mediaUrls?: string[];
}

/** The pretend phone company as a test meets it: its people's phones, its faults, and its log of what we sent. */
export function openCarrierDesk(url: string, ourNumber: string) {
  async function control(method: string, path: string, body?: object) {
    const answer = await fetch(`${url}/_carrier/${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`The carrier answered ${answer.status} to ${path}: ${text}`);
    return text === '' ? null : JSON.parse(text);
  }

  return {
    url,
    control,
    /** The phone of one of the cast, or of anybody by number. */
    phone(who: Name | `+${number}`) {
      const number = who in cast ? cast[who as Name] : who;
      const texts = async (): Promise<
        { direction: string; body: string; media: { url: string; contentType: string }[] }[]
      > => (await control('GET', `phones/${number}/texts`)).items;
      return {
        number,
        behaves: (behaviour: object) => control('PUT', `phones/${number}`, { behaviour }),
        /** Answers the HTTP status with which we took the text. */
        async texts(body: string, to = ourNumber): Promise<number | null> {
          return (await control('POST', `phones/${number}/texts`, { to, body })).webhook.status;
        },
        /** Sends pictures or files, each with the type that the phone says it has. */
        async sends(body: string, files: [type: string, bytes: Buffer][], to = ourNumber): Promise<number | null> {
          const media = files.map(([type, bytes]) => `data:${type};base64,${bytes.toString('base64')}`);
          return (await control('POST', `phones/${number}/texts`, { to, body, media })).webhook.status;
        },
        shouldHear: (body: string) =>
          until(`${who} to hear "${body}"`, async () =>
            (await texts()).find((text) => text.direction === 'outbound' && text.body === body),
          ),
        screen: texts,
      };
    },
    /** Everything the carrier accepted from us, in order. */
    log: async (): Promise<SendLogItem[]> => (await control('GET', 'log?limit=10000')).items,
    misbehaves: (faults: object) => control('PUT', 'faults', faults),
  };
}
