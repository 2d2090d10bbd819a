import type { Exchange } from '../exchange.ts';
import { countryOf } from './number-form.ts';

/** The number that Twilio's test credentials may always send from; the only sender of an account with none of its own. */
const magicSender = '+15005550006';

/** Until an account registers its first number, any valid number is its own; afterwards only those. */
export function ownsNumber(exchange: Exchange, accountSid: string, from: string): boolean {
  if (from === magicSender) return true;
  const settings = exchange.numbers.get(from);
  if (settings) return settings.accountSid === accountSid;
  return !hasNumbers(exchange, accountSid);
}

/** The numbers of a messaging service, in the order in which they were registered. */
export function poolOf(exchange: Exchange, accountSid: string, serviceSid: string): string[] {
  const pool = [];
  for (const [number, settings] of exchange.numbers) {
    if (settings.accountSid === accountSid && settings.messagingServiceSid === serviceSid) pool.push(number);
  }
  if (pool.length === 0 && !hasNumbers(exchange, accountSid)) pool.push(magicSender);
  return pool;
}

/** Sticky sender: the number that this person heard from last time; else one of their country, spread evenly. */
export function chooseSender(exchange: Exchange, serviceSid: string, pool: string[], to: string): string {
  const key = `${serviceSid} ${to}`;
  const last = exchange.stickySenders.get(key);
  if (last && pool.includes(last)) return last;
  const near = pool.filter((number) => countryOf(number) === countryOf(to));
  const fitting = near.length > 0 ? near : pool;
  const sender = fitting[exchange.stickySenders.size % fitting.length]!;
  remember(exchange, key, sender);
  return sender;
}

function remember(exchange: Exchange, key: string, sender: string) {
  if (exchange.stickySenders.size >= 200_000) exchange.stickySenders.clear();
  exchange.stickySenders.set(key, sender);
}

function hasNumbers(exchange: Exchange, accountSid: string): boolean {
  for (const settings of exchange.numbers.values()) if (settings.accountSid === accountSid) return true;
  return false;
}
