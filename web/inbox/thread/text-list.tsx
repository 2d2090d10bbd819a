import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { Conversation } from '../../api.ts';
import type { Thread } from '../../patch.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { focusIfLost } from '../../ui/focus.ts';
import { useOutbox } from '../composer/outbox.ts';
import { useInboxWords } from '../words.ts';
import { AsideRow } from './aside-row.tsx';
import { Bubble } from './bubble.tsx';
import { FloatingDate } from './floating-date.tsx';
import styles from './thread.module.css';
import { firstUnread, place } from './thread-rows.ts';
import { idOf, timelineRows } from './timeline-rows.ts';
import { usePlace } from './use-place.ts';
import { useReadMark } from './use-read-mark.ts';
import { useWindow } from './use-window.ts';

/** Nearer than this to an edge of what is in the page, more is put there. */
const nearPx = 800;

interface Given {
  conversation: Conversation;
  texts: Thread;
  /** The id of the one that somebody came to see. */
  wantedId: string | undefined;
  /** The place for the way to the latest text. */
  latest: HTMLElement | null;
}

/** All that happened in a conversation, oldest first. What the reader looks at stays where it is. */
export function TextList({ conversation, texts, wantedId, latest }: Given) {
  const { thread, timeline } = useInboxWords();
  const scroller = useRef<HTMLElement>(null);
  const outbox = useOutbox(conversation.id);
  const rows = useMemo(() => timelineRows(texts, outbox), [texts, outbox]);
  const [opened] = useState(() => ({
    fresh: firstUnread(rows, conversation.unread),
    wanted: wantedId ? rows.find((row) => idOf(row) === wantedId) : undefined,
    unread: { count: conversation.unread, hasMore: conversation.hasMoreUnread },
    keys: new Set(rows.map((row) => row.key)),
  }));
  const [leftAt, setLeftAt] = useState<string>();
  const shown = useWindow(conversation.id, texts, rows, opened.wanted ?? opened.fresh);
  const { toEnd, holdEnd, remember } = usePlace(scroller, {
    isEndShown: shown.end === rows.length && !texts.newer,
    onScroll,
  });
  useReadMark(scroller, conversation, rows, texts.newer !== null);

  useLayoutEffect(() => {
    const box = scroller.current;
    const wanted = box?.querySelector('[data-wanted]');
    if (box && wanted) {
      const { top, height } = wanted.getBoundingClientRect();
      const frame = box.getBoundingClientRect();
      box.scrollTop += top + height / 2 - frame.top - frame.height / 2;
      remember();
    }
    const line = box?.querySelector('[data-fresh]');
    if (!box || !line || wanted) return;
    const above = line.getBoundingClientRect().top - box.getBoundingClientRect().top;
    if (above < 0) box.scrollTop += above;
  }, [remember]);

  const newestSent = outbox.at(-1)?.clientId;
  const goToEnd = useRef(() => {});
  goToEnd.current = () => {
    const isHere = !texts.newer;
    void shown.showLatest().then(holdEnd);
    if (isHere) toEnd();
  };
  useEffect(() => {
    if (newestSent) goToEnd.current();
  }, [newestSent]);

  // A button in a bubble that was pressed is gone with what it did; so is the one that led to the latest text.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows say when
  useLayoutEffect(() => focusIfLost(scroller.current), [rows, shown.isFollowing]);

  function onScroll(isAtEnd: boolean): void {
    const box = scroller.current;
    if (!box) return;
    if (isAtEnd !== shown.isFollowing) {
      shown.setFollowing(isAtEnd);
      setLeftAt(rows.at(-1)?.key);
    }
    if (box.scrollTop < nearPx) shown.showOlder();
    else if (box.scrollHeight - box.scrollTop - box.clientHeight < nearPx) shown.showNewer();
  }

  const left = rows.findIndex((row) => row.key === leftAt);
  const below = shown.isFollowing || left === -1 ? 0 : rows.slice(left + 1).filter((row) => !row.isMine).length;
  return (
    <div className={styles.list}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard */}
      <section ref={scroller} className={styles.scroller} aria-label={thread.texts} tabIndex={0}>
        <div className={styles.content}>
          {(shown.start > 0 || texts.older) && (
            <div className={styles.older}>
              <Button look="text" onClick={shown.showOlder}>
                {thread.older}
              </Button>
            </div>
          )}
          <ErrorNote error={shown.failure} />
          {wantedId && !opened.wanted && <p className={styles.empty}>{timeline.gone}</p>}
          {rows.length === 0 && <p className={styles.empty}>{thread.empty(conversation.person.name)}</p>}
          <ol>
            {place(rows, shown.start, shown.end).map((row) =>
              row.note || row.act ? (
                <AsideRow key={row.key} row={row} isWanted={row.key === opened.wanted?.key} />
              ) : (
                <Bubble
                  key={row.key}
                  row={row}
                  who={conversation.person.name}
                  fresh={row.key === opened.fresh?.key ? opened.unread : undefined}
                  isWanted={row.key === opened.wanted?.key}
                  isArriving={shown.isFollowing && !opened.keys.has(row.key)}
                />
              ),
            )}
          </ol>
        </div>
      </section>
      <FloatingDate scroller={scroller} rows={rows} />
      {!shown.isFollowing &&
        latest &&
        createPortal(
          <Button onClick={goToEnd.current}>
            {below > 0 ? <strong>{thread.freshBelow(below)}</strong> : thread.latest} <span aria-hidden>↓</span>
          </Button>,
          latest,
        )}
    </div>
  );
}
