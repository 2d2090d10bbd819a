import type { Exchange } from '../exchange.ts';
import type { ScreenText } from './phones.ts';

/** Puts a text on the screen of the phone that it belongs to, and tells the listeners. */
export function showOnPhone(exchange: Exchange, text: ScreenText): void {
  const number = text.direction === 'inbound' ? text.from : text.to;
  exchange.phones.show(exchange.phones.reach(number), text);
  exchange.changed();
  if (exchange.listeners.count() > 0) exchange.listeners.tell('text', { number, text: screenItem(exchange, text) });
}

/** A text as the control API shows it, with the status that the account would see. */
export function screenItem(exchange: Exchange, text: ScreenText) {
  return {
    ...text,
    media: text.media.map(({ url, contentType }) => ({ url, contentType })),
    at: new Date(text.at).toISOString(),
    status: exchange.messages.get(text.sid)?.status ?? 'delivered',
  };
}
