import type { Message, Note, TimelineAct } from '../../api.ts';
import { isSameDay } from '../../words/formats.ts';
import type { Pending } from '../composer/pending.ts';

/** One row of a thread: a text that the server knows, or one still in the outbox; a note; an act. */
export interface Row {
  /** The same before and after the server has acknowledged the text, so that the bubble is not drawn anew. */
  key: string;
  isMine: boolean;
  at: string;
  body: string;
  message?: Message;
  pending?: Pending;
  /** It is no text, but what a colleague wrote for colleagues, or did. */
  note?: Note;
  act?: TimelineAct;
  /** It failed, and another try of it is in the thread. */
  isRetried?: boolean;
}

/** How a row stands to its neighbours. */
export interface Placed extends Row {
  startsDay: boolean;
  startsGroup: boolean;
  endsGroup: boolean;
}

const groupMs = 3 * 60_000;

/** The texts of a thread with those of the outbox behind them; one that is in both is shown once. */
export function rowsOf(messages: Message[], outbox: Pending[]): Row[] {
  const known = new Set(messages.map((message) => message.clientId));
  // One that was taken back is none: it can be sent again.
  const retries = new Set(messages.filter(({ status }) => status !== 'canceled').map(({ retryOf }) => retryOf));
  const retried = new Set([...retries, ...outbox.map(({ retryOf }) => retryOf)]);
  const sent = messages
    .filter((message) => !isTakenBack(message))
    .map((message) => ({
      key: message.clientId ?? message.id,
      isMine: message.direction === 'outbound',
      at: message.createdAt,
      body: message.body,
      message,
      isRetried: retried.has(message.id),
    }));
  const waiting = outbox
    .filter(({ clientId, retryOf }) => !known.has(clientId) && !(retryOf && retries.has(retryOf)))
    .map((pending) => ({ key: pending.clientId, isMine: true, at: pending.createdAt, body: pending.body, pending }));
  return [...sent, ...waiting];
}

/** The rows from `start` to `end`, each with its place among all of them. */
export function place(rows: Row[], start: number, end: number): Placed[] {
  return rows.slice(start, end).map((row, i) => {
    const before = rows[start + i - 1];
    const after = rows[start + i + 1];
    return {
      ...row,
      startsDay: !before || !isSameDay(before.at, row.at),
      startsGroup: !before || !isTogether(before, row),
      endsGroup: !after || !isTogether(row, after),
    };
  });
}

/** The first of the newest `unread` texts that came in; undefined when none is unread. */
export function firstUnread(rows: Row[], unread: number): Row | undefined {
  if (unread === 0) return undefined;
  return rows.filter((row) => !row.isMine).at(-unread) ?? rows.find((row) => !row.isMine);
}

/** Whether a text did not get there: it is shown as such, with the reason. */
export function hasFailed({ message, pending }: Row): boolean {
  return pending?.state === 'refused' || message?.status === 'failed' || message?.status === 'undelivered';
}

/** Longer than any text is held. */
const undoneMs = 60_000;

/** Taken back while it was held: its words are in the composer again, and nobody needs to see them twice. */
function isTakenBack({ status, statusAt, createdAt, error, direction }: Message): boolean {
  if (direction === 'inbound' || status !== 'canceled' || error) return false;
  return Date.parse(statusAt) - Date.parse(createdAt) < undoneMs;
}

/** Whether a text can still be taken back: it has not begun to leave. */
export function isHeld({ message, pending }: Row): boolean {
  if (pending) return pending.state !== 'refused' && !pending.retryOf;
  return message?.status === 'queued';
}

const isRecovered = (row: Row) => row.message?.recoveredAt !== undefined;

/** What a question or a broadcast said is told from what a colleague did, and from what it said before. */
const partOf = ({ message }: Row) =>
  message?.broadcast?.id ?? (message?.question && `${message.question.askId} ${message.question.part}`);

function isTogether(a: Row, b: Row): boolean {
  if (a.note || a.act || b.note || b.act) return false;
  if (a.isMine !== b.isMine || endsOddly(a) || endsOddly(b) || !isSameDay(a.at, b.at)) return false;
  if (isRecovered(a) !== isRecovered(b) || partOf(a) !== partOf(b)) return false;
  return Date.parse(b.at) - Date.parse(a.at) < groupMs;
}

/** The state that is shown under a group speaks for all of it; a text of which that is not true ends its group. */
function endsOddly(row: Row): boolean {
  const status = row.message?.status;
  return hasFailed(row) || isHeld(row) || status === 'canceled' || status === 'unknown' || status === 'scheduled';
}
