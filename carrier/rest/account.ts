import { createHash, timingSafeEqual } from 'node:crypto';
import { type Exchange, tokenOf } from '../exchange.ts';
import { Refusal } from './refusal.ts';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Lets in whoever gives the account (or any API key of it) and the account's token as HTTP Basic. */
export function checkCredentials(exchange: Exchange, accountSid: string, header: string | undefined): void {
  const [, encoded] = /^basic (.+)$/i.exec(header ?? '') ?? [];
  const [, user, password] = /^([^:]*):([\s\S]*)$/.exec(Buffer.from(encoded ?? '', 'base64').toString()) ?? [];
  const userFits = user === accountSid || /^SK[0-9a-fA-F]{32}$/.test(user ?? '');
  if (!userFits || !timingSafeEqual(digest(password ?? ''), digest(tokenOf(exchange, accountSid)))) {
    throw new Refusal(401, 20003, 'Authenticate');
  }
}
