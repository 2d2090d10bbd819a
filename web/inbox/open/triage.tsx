import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import type { Conversation } from '../../api.ts';
import { conversationQuery } from '../../queries.ts';
import { useKeys } from '../../ui/keys.ts';
import type { View } from '../../views.ts';
import { wishToWrite } from '../../wish.ts';
import { assignPanel, openAt, snoozeMenu } from '../acts/aim.ts';
import { Assign } from '../acts/assign.tsx';
import { BulkBar } from '../acts/bulk-bar.tsx';
import { Snooze } from '../acts/snooze.tsx';
import { useActs } from '../acts/use-acts.ts';
import { focusedRow, focusRow, rowId, useRows } from '../list/rows.ts';
import { clearSelection, toggle, useIsSelecting, useSelection } from '../list/selection.ts';
import { useInboxWords } from '../words.ts';

const nth = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/** The keys of the inbox: from one conversation to the next, into it, out of it, and what is done with it. */
export function Triage({ view, openId }: { view: View; openId: string | undefined }) {
  const { keys, acts } = useInboxWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const rows = useRows(view);
  const selected = useSelection();
  const act = useActs(view);
  const chosen = rows.filter(({ id }) => selected.has(id));
  const isSelecting = useIsSelecting();

  // What was selected in another view is not in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the view changes
  useEffect(() => clearSelection, [view]);

  /** What a key acts on: what is selected, else the row that has the focus, else what is open. */
  function targets(): Conversation[] {
    if (chosen.length > 0) return chosen;
    const id = focusedRow() ?? openId;
    const open = rows.find((row) => row.id === id) ?? client.getQueryData(conversationQuery(id ?? '').queryKey);
    return open ? [open] : [];
  }

  /** Beside what a menu opens: the acts on several, the head of what is open, or the row. */
  function beside([first]: Conversation[]): Element | null {
    const acts = chosen.length > 0 ? '[data-bulk]' : first?.id === openId ? '[data-acts]' : undefined;
    return document.querySelector(acts ?? `[${rowId}="${first?.id}"]`);
  }

  function openMenu(id: string): void {
    const all = targets();
    openAt(id, all, beside(all));
  }

  const toggleOne = (id: string | undefined) => id && toggle(id);
  const close = () => act(targets(), { act: targets().every(({ closedAt }) => closedAt) ? 'reopen' : 'done' });

  const at = (id: string | undefined) => rows.findIndex((row) => row.id === id);
  const open = (id: string) => navigate({ to: '/inbox/$view/$conversationId', params: { view, conversationId: id } });

  /** Goes to a row; where something is open, it is opened as well. */
  function go(row: Conversation | undefined): void {
    if (!row) return;
    focusRow(row.id);
    if (openId && row.id !== openId) void open(row.id);
  }

  function step(by: number, isWanted: (row: Conversation) => boolean = () => true): void {
    const from = at(focusedRow() ?? openId);
    const rest = by > 0 ? rows.slice(from + 1) : rows.slice(0, Math.max(0, from)).reverse();
    go(rest.find(isWanted));
  }

  function write(): void {
    const id = focusedRow() ?? openId ?? rows[0]?.id;
    if (id && wishToWrite(id, keys.write) && id !== openId) void open(id);
  }

  /** Out of the thread into the list, and out of the list to where nothing is open. */
  function leave(): void {
    if (isSelecting) clearSelection();
    else if (openId && (focusedRow() || !focusRow(openId))) void navigate({ to: '/inbox/$view', params: { view } });
  }

  /** Elsewhere the arrow keys scroll what has the focus. */
  const inList = (run: () => void) => () =>
    focusedRow() || document.activeElement?.matches('body, [data-list]') ? run() : false;
  const next = () => step(1);
  const previous = () => step(-1);
  useKeys({
    j: { words: keys.next, run: next },
    ArrowDown: { words: keys.next, run: inList(next) },
    k: { words: keys.previous, run: previous },
    ArrowUp: { words: keys.previous, run: inList(previous) },
    Enter: { words: keys.open, run: () => (isOnOpenRow() ? write() : false) },
    r: { words: keys.write, run: write },
    Escape: isSelecting || openId ? { words: isSelecting ? keys.clear : keys.leave, run: leave } : undefined,
    e: { words: acts.done.act, run: close },
    s: { words: acts.snooze.act, run: () => openMenu(snoozeMenu) },
    a: { words: acts.assign.act, run: () => openMenu(assignPanel) },
    u: { words: acts.unread.act, run: () => act(targets(), { act: 'unread' }) },
    x: { words: keys.select, run: () => toggleOne(focusedRow() ?? openId) },
    'Alt+Shift+ArrowDown': { words: keys.nextUnread, run: () => step(1, isUnread) },
    'Alt+Shift+ArrowUp': { words: keys.previousUnread, run: () => step(-1, isUnread) },
    ...Object.fromEntries(
      nth.map((n) => [`Alt+${n}`, { words: keys.nth(n), run: () => rows[n - 1] && open(rows[n - 1]!.id) }]),
    ),
  });
  return (
    <>
      <BulkBar view={view} rows={rows} chosen={chosen} />
      {/* On a phone the list is not drawn while a conversation is open, and neither would be what stands in it. */}
      {createPortal(
        <>
          <Snooze view={view} />
          <Assign view={view} />
        </>,
        document.body,
      )}
    </>
  );
}

/** Enter on another row opens it, as the browser does with a link. */
function isOnOpenRow(): boolean {
  const id = focusedRow();
  // The address says so at once, what is drawn a moment later.
  return !!id && location.pathname.endsWith(`/${id}`) && document.activeElement instanceof HTMLAnchorElement;
}

function isUnread({ unread, isMarkedUnread }: Conversation): boolean {
  return unread > 0 || isMarkedUnread;
}
