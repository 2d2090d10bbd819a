import { type Exchange, tokenOf } from '../exchange.ts';
import { Refusal } from './refusal.ts';

const apiKey = /^SK[0-9a-fA-F]{32}$/;

/** Lets in whoever gives the account (or any API key of it) and the account's token as HTTP Basic. */
export function checkCredentials(exchange: Exchange, accountSid: string, header: string | undefined): void {
  const [, encoded] = /^basic (.+)$/i.exec(header ?? '') ?? [];
  const [, user, password] = /^([^:]*):([\s\S]*)$/.exec(Buffer.from(encoded ?? '', 'base64').toString()) ?? [];
  const isUser = user === accountSid || apiKey.test(user ?? '');
  if (!isUser || password !== tokenOf(exchange, accountSid)) throw new Refusal(401, 20003, 'Authenticate');
}
