import type { Exchange } from '../exchange.ts';
import { isShortCode, toE164 } from '../network/number-form.ts';
import { receive } from '../network/receive.ts';
import type { Phone } from '../phones/phones.ts';
import { screenItem } from '../phones/show.ts';
import { listOf, shape, text } from './fields.ts';
import { keepMedia, media } from './media.ts';
import { readBehaviour } from './read-behaviour.ts';
import { Refused } from './refused.ts';

export function phoneItem({ number, name, temperament, behaviour }: Phone) {
  return { number, name, temperament, behaviour };
}

/** Sets how a phone behaves, and its name if one is given. The behaviour is replaced, not merged. */
export function putPhone(exchange: Exchange, number: string, fields: unknown) {
  const read = shape<{ behaviour: object; name: string; temperament: string }>({
    behaviour: (value) => readBehaviour(value, 'behaviour'),
    name: text(100),
    temperament: text(100),
  })(fields, 'the body');
  if (!read.behaviour && !read.name) throw new Refused(400, 'behaviour is required');
  const phone = exchange.phones.reach(number);
  if (read.behaviour) {
    phone.behaviour = read.behaviour;
    phone.turns.clear();
  }
  if (read.name) phone.name = read.name;
  if (read.temperament) phone.temperament = read.temperament;
  exchange.changed();
  exchange.listeners.tell('phone', phoneItem(phone));
  return phoneItem(phone);
}

/** What is on a phone's screen, oldest first. */
export function screenOf(exchange: Exchange, number: string) {
  const screen = exchange.phones.get(number)?.screen ?? [];
  return { items: screen.map((each) => screenItem(exchange, each)) };
}

/** The person writes a text, and it goes where the number's owner wants it posted. */
export async function textFromPhone(exchange: Exchange, number: string, fields: unknown) {
  const read = shape<{ to: string; body: string; media: string[] }>({
    to: text(20),
    body: text(1600),
    media: listOf(media, 10),
  })(fields, 'the body');
  const pictures = read.media ?? [];
  if (!read.to) throw new Refused(400, 'to is required: the number that the person texts');
  if (!read.body && pictures.length === 0) throw new Refused(400, 'body or media is required');
  const to = numberFrom(read.to);
  if (!exchange.numbers.has(to))
    throw new Refused(404, `Nobody has the number ${to}. Set it with PUT /_carrier/numbers/${to}`);
  const { power, line } = exchange.phones.reach(number).behaviour;
  if (power === 'off') throw new Refused(400, 'This phone is off');
  if (line === 'landline') throw new Refused(400, 'This is a landline: it cannot text');
  const kept = pictures.map((picture) => keepMedia(exchange, picture));
  const received = receive(exchange, { from: number, to, body: read.body ?? '', media: kept })!;
  return { sid: received.sid, webhook: await received.webhook };
}

/** A phone number or short code in one form; refuses what is neither. */
export function numberFrom(written: string): string {
  if (isShortCode(written)) return written;
  const number = written.startsWith('+') ? toE164(written) : null;
  if (!number) throw new Refused(400, `${written.slice(0, 40)} is not a phone number in E.164, such as +12125550101`);
  return number;
}
