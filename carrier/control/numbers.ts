import type { Exchange } from '../exchange.ts';
import type { NumberSettings } from '../numbers.ts';
import { isCallableUrl } from '../webhooks/callback-url.ts';
import { flag, type Kind, shape, text } from './fields.ts';
import { Refused } from './refused.ts';

const matching =
  (form: RegExp, what: string): Kind<string> =>
  (value, name) => {
    const written = text(34)(value, name);
    if (!form.test(written)) throw new Refused(400, `${name} must be ${what}`);
    return written;
  };

const url: Kind<string> = (value, name) => {
  const written = text(2000)(value, name);
  if (!isCallableUrl(written.split('#')[0]!)) throw new Refused(400, `${name} must be an http or https address`);
  return written;
};

const accountSid = matching(/^AC[0-9a-fA-F]{32}$/, 'AC and 32 hexadecimal digits');

const readNumber = shape<{ [Name in keyof NumberSettings]: NonNullable<NumberSettings[Name]> }>({
  accountSid,
  inboundUrl: url,
  fallbackUrl: url,
  messagingServiceSid: matching(/^MG[0-9a-fA-F]{32}$/, 'MG and 32 hexadecimal digits'),
  advancedOptOut: flag,
  ownKeywords: flag,
});

/** Gives a number to an account, and says where texts to it are posted. Replaces what was set before. */
export function putNumber(exchange: Exchange, number: string, fields: unknown) {
  const read = readNumber(fields, 'the body');
  if (!read.accountSid) throw new Refused(400, 'accountSid is required');
  const settings: NumberSettings = {
    accountSid: read.accountSid,
    inboundUrl: read.inboundUrl ?? null,
    fallbackUrl: read.fallbackUrl ?? null,
    messagingServiceSid: read.messagingServiceSid ?? null,
    advancedOptOut: read.advancedOptOut ?? false,
    ownKeywords: read.ownKeywords ?? false,
  };
  exchange.numbers.set(number, settings);
  exchange.changed();
  return { number, ...settings };
}

/** Changes the auth token of an account, which also signs its webhooks from then on. */
export function putAccount(exchange: Exchange, sid: string, fields: unknown) {
  const read = shape<{ authToken: string }>({ authToken: text(200) })(fields, 'the body');
  if (!read.authToken) throw new Refused(400, 'authToken is required');
  exchange.tokens.set(accountSid(sid, 'the account'), read.authToken);
  exchange.changed();
  return { accountSid: sid };
}
