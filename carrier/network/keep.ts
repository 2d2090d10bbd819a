import type { Exchange } from '../exchange.ts';
import type { Message } from '../messages.ts';

type Fresh = Omit<Message, 'seq' | 'createdAt' | 'updatedAt' | 'errorCode' | 'deleted'>;

/** Keeps a new message, and forgets the oldest everywhere when there are too many. */
export function keep(exchange: Exchange, fresh: Fresh): Message {
  const now = exchange.now();
  const { message, dropped } = exchange.messages.add({
    ...fresh,
    createdAt: now,
    updatedAt: now,
    errorCode: null,
    deleted: false,
  });
  if (dropped) {
    exchange.phones.forget(dropped);
    for (const media of dropped.media) exchange.media.delete(media.sid);
  }
  exchange.changed();
  return message;
}
