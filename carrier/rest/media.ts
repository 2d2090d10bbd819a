import type { Exchange } from '../exchange.ts';
import type { Media, Message } from '../messages.ts';
import { sentWithin } from './date-filter.ts';
import { pageAddresses, readPage } from './page.ts';
import { mediaResource, messageUri } from './resource.ts';

/** A message's media. There are never more than ten, so one page holds them, unless a smaller page is asked for. */
export function listMedia(message: Message, query: URLSearchParams) {
  const page = readPage(query);
  const inTime = sentWithin(query, 'DateCreated');
  const skipped = Number.isFinite(page.before) ? page.before : 0;
  const fitting = message.media.filter((media) => inTime(media.createdAt));
  const media = fitting.slice(skipped, skipped + page.size);
  const end = skipped + media.length;
  return {
    ...pageAddresses(`${messageUri(message)}/Media.json`, query, page, {
      count: media.length,
      previous: skipped > 0 ? `PB${Math.max(0, skipped - page.size)}` : null,
      next: end < fitting.length ? `PA${end}` : null,
    }),
    media_list: media.map((each) => mediaResource(message, each)),
  };
}

export function deleteMedia(exchange: Exchange, message: Message, media: Media): void {
  message.media = message.media.filter((each) => each !== media);
  exchange.media.delete(media.sid);
  exchange.changed();
}
