import type { Exchange } from './exchange.ts';
import type { Message } from './messages.ts';
import { travel } from './network/send.ts';
import type { NumberSettings } from './numbers.ts';
import type { Phone } from './phones/phones.ts';

/** What outlives a restart, as it is written to the file. */
export type State = {
  messages: Omit<Message, 'seq'>[];
  phones: Omit<Phone, 'turns'>[];
  numbers: [string, NumberSettings][];
  tokens: [string, string][];
  optOuts: string[];
  stickySenders: [string, string][];
  media: [sid: string, contentType: string, base64: string][];
};

const mostMessages = 10_000;
const mostStrangers = 500;
const mostTexts = 100;
const mostStickySenders = 10_000;

/** The newest part of everything: enough to go on with, small enough to be written every second. */
export function stateOf(exchange: Exchange): State {
  const phones = exchange.phones.all();
  const known = phones.filter((phone) => phone.temperament !== '');
  const strangers = phones.filter((phone) => phone.temperament === '').slice(-mostStrangers);
  return {
    messages: exchange.messages.newest(mostMessages),
    phones: [...known, ...strangers].map(({ turns, ...phone }) => ({
      ...phone,
      screen: phone.screen.slice(-mostTexts),
    })),
    numbers: [...exchange.numbers],
    tokens: [...exchange.tokens],
    optOuts: [...exchange.optOuts],
    stickySenders: [...exchange.stickySenders].slice(-mostStickySenders),
    media: Array.from(exchange.media, ([sid, { contentType, bytes }]) => [sid, contentType, bytes.toString('base64')]),
  };
}

/** Whether something read from a file can be recalled. */
export function isState(read: unknown): read is State {
  const parts = ['messages', 'phones', 'numbers', 'tokens', 'optOuts', 'stickySenders', 'media'];
  return (
    typeof read === 'object' &&
    read !== null &&
    parts.every((part) => Array.isArray((read as Record<string, unknown>)[part]))
  );
}

/** Brings a new exchange to where another one was. Messages that were under way go on. */
export function recall(exchange: Exchange, state: State): void {
  for (const phone of state.phones) Object.assign(exchange.phones.reach(phone.number), phone);
  for (const [number, settings] of state.numbers) exchange.numbers.set(number, settings);
  for (const [account, token] of state.tokens) exchange.tokens.set(account, token);
  for (const optOut of state.optOuts) exchange.optOuts.add(optOut);
  for (const [key, sender] of state.stickySenders) exchange.stickySenders.set(key, sender);
  for (const [sid, contentType, base64] of state.media) {
    exchange.media.set(sid, { contentType, bytes: Buffer.from(base64, 'base64') });
  }
  for (const kept of state.messages) {
    const { message } = exchange.messages.add(kept);
    if (message.direction === 'outbound-api') {
      const { sid, sender, to, body, statusCallback, createdAt } = message;
      exchange.log.add({ sid, from: sender, to, body, statusCallback, at: new Date(createdAt).toISOString() });
    }
    travel(exchange, message);
  }
}
