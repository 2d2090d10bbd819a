import { dropOldest, makeShelf, type Shelf, sizeOf } from './shelf.ts';

export type Status =
  | 'accepted'
  | 'scheduled'
  | 'queued'
  | 'sending'
  | 'sent'
  | 'delivered'
  | 'undelivered'
  | 'failed'
  | 'canceled'
  | 'received';

export type Media = { sid: string; url: string; contentType: string; createdAt: number };

export type Message = {
  /** Order of arrival, from 1: what paging walks along. */
  seq: number;
  sid: string;
  accountSid: string;
  serviceSid: string | null;
  /** Chosen at once, shown as `from` only when the service has got to it. */
  sender: string;
  senderShown: boolean;
  to: string;
  body: string;
  media: Media[];
  segments: number;
  direction: 'inbound' | 'outbound-api' | 'outbound-reply';
  status: Status;
  errorCode: number | null;
  price: string | null;
  statusCallback: string | null;
  createdAt: number;
  updatedAt: number;
  sentAt: number | null;
  /** When it was on the phone: without a receipt its status does not tell. */
  arrivedAt: number | null;
  sendAt: number | null;
  deleted: boolean;
};

const newestKept = 200_000;

/** Messages by sid and, for listings, in order of arrival by account, by To and by From. */
export function makeMessages(limit = newestKept) {
  const bySid = new Map<string, Message>();
  const shelves = new Map<string, Shelf<Message>>();
  let lastSeq = 0;

  const keysOf = (message: Message) => [
    '',
    message.accountSid,
    `${message.accountSid} to ${message.to}`,
    `${message.accountSid} from ${message.sender}`,
  ];

  function dropTheOldest() {
    const oldest = shelves.get('')?.items[shelves.get('')!.start];
    if (!oldest) return undefined;
    bySid.delete(oldest.sid);
    for (const key of keysOf(oldest)) {
      const shelf = shelves.get(key)!;
      dropOldest(shelf);
      if (sizeOf(shelf) === 0) shelves.delete(key);
    }
    return oldest;
  }

  return {
    /** Keeps a message; returns the one that had to go to make room, if any. */
    add(message: Omit<Message, 'seq'>): { message: Message; dropped: Message | undefined } {
      lastSeq += 1;
      const kept: Message = Object.assign(message, { seq: lastSeq });
      bySid.set(kept.sid, kept);
      for (const key of keysOf(kept)) {
        const shelf = shelves.get(key) ?? makeShelf<Message>();
        if (shelf.items.length === 0) shelves.set(key, shelf);
        shelf.items.push(kept);
      }
      return { message: kept, dropped: bySid.size > limit ? dropTheOldest() : undefined };
    },
    get(sid: string): Message | undefined {
      return bySid.get(sid);
    },
    remove(message: Message): void {
      message.deleted = true;
      message.body = '';
      message.media = [];
    },
    /** The shortest shelf that holds every message with this To and this From, oldest first. */
    shelf(accountSid: string, to: string | null, from: string | null): Shelf<Message> {
      const wanted = [accountSid];
      if (to) wanted.push(`${accountSid} to ${to}`);
      if (from) wanted.push(`${accountSid} from ${from}`);
      const found = wanted.map((key) => shelves.get(key) ?? makeShelf<Message>());
      return found.reduce((least, shelf) => (sizeOf(shelf) < sizeOf(least) ? shelf : least));
    },
    /** The newest `count` messages, oldest first. */
    newest(count: number): Message[] {
      const all = shelves.get('') ?? makeShelf<Message>();
      return all.items.slice(Math.max(all.start, all.items.length - count));
    },
    clear(): void {
      bySid.clear();
      shelves.clear();
    },
  };
}
