import { type ReactNode, useEffect, useRef } from 'react';
import type { View } from '../queries.ts';
import { focusIfLost } from '../ui/focus.ts';
import { useWords } from '../words/words.ts';
import styles from './inbox.module.css';
import { ConversationList } from './list/conversation-list.tsx';
import { Views } from './list/views.tsx';

interface Given {
  view: View;
  openId: string | undefined;
  /** While nothing is open, what to do first is shown; on a phone above the list. */
  isStarting: boolean;
  children: ReactNode;
}

/** The list of conversations and, beside it or on a phone instead of it, what is open. */
export function Inbox({ view, openId, isStarting, children }: Given) {
  const { inbox } = useWords();
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!openId) focusIfLost(list.current);
  }, [openId]);
  return (
    <div className={styles.inbox} data-shows={openId ? 'open' : isStarting ? 'start' : 'list'}>
      <section ref={list} className={styles.list} aria-label={inbox.list} data-pane tabIndex={-1}>
        <h1 className={styles.title}>{inbox.title}</h1>
        <Views view={view} />
        <ConversationList view={view} openId={openId} />
      </section>
      <div className={styles.open}>{children}</div>
    </div>
  );
}
