import type { Exchange } from '../exchange.ts';
import type { Message } from '../messages.ts';
import { answerInCharacter } from '../phones/answer.ts';
import { showOnPhone } from '../phones/show.ts';
import { receive } from './receive.ts';

/** A message is there: at another number of the carrier, which posts it on, or on a phone, whose person may answer. */
export function arrive(exchange: Exchange, message: Message): void {
  const { sid, sender: from, to, body, media } = message;
  if (exchange.numbers.has(to)) {
    receive(exchange, { from, to, body, media });
    return;
  }
  showOnPhone(exchange, { sid, direction: 'outbound', from, to, body, media, at: exchange.now() });
  answerInCharacter(exchange, exchange.phones.reach(to), { from, body }, (phone, line, words) => {
    if (phone.behaviour.power !== 'off') receive(exchange, { from: phone.number, to: line, body: words, media: [] });
  });
}
