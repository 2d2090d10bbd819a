import type { TimelineItem } from '../../api.ts';
import type { Thread } from '../../patch.ts';
import type { Pending } from '../composer/pending.ts';
import { type Row, rowsOf } from './thread-rows.ts';

/** All that is shown of a conversation in its order: texts, notes and acts, and behind them what waits to be sent. */
export function timelineRows({ entries, newer }: Thread, outbox: Pending[]): Row[] {
  const messages = entries.flatMap(({ message }) => message ?? []);
  // In a part from the middle the outbox has no place.
  const texts = rowsOf(messages, newer ? [] : outbox);
  const sent = texts.filter(({ message }) => message);
  const waiting = texts.filter(({ message }) => !message);
  return [...merge(sent, entries.flatMap(asRow)), ...waiting];
}

/** The server's id of what a row shows; missing while it waits to be sent. */
export function idOf({ message, note, act }: Row): string | undefined {
  return message?.id ?? note?.id ?? act?.id;
}

function asRow({ id, note, act }: TimelineItem): Row[] {
  if (note) return [{ key: id, isMine: true, at: note.createdAt, body: note.body, note }];
  return act ? [{ key: id, isMine: true, at: act.happenedAt, body: '', act }] : [];
}

/** Both are in order already. */
function merge(a: Row[], b: Row[]): Row[] {
  if (b.length === 0) return a;
  const merged: Row[] = [];
  let at = 0;
  for (const row of b) {
    while (at < a.length && (idOf(a[at]!) ?? '') < row.key) merged.push(a[at++]!);
    merged.push(row);
  }
  return [...merged, ...a.slice(at)];
}
