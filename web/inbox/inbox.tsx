import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { countsQuery, type View, views } from '../queries.ts';
import { focusIfLost } from '../ui/focus.ts';
import { number } from '../words/formats.ts';
import { useWords } from '../words/words.ts';
import styles from './inbox.module.css';
import { ConversationList } from './list/conversation-list.tsx';

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
  const counts = useQuery(countsQuery).data;
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!openId) focusIfLost(list.current);
  }, [openId]);
  return (
    <div className={styles.inbox} data-shows={openId ? 'open' : isStarting ? 'start' : 'list'}>
      <section ref={list} className={styles.list} aria-label={inbox.list} data-pane tabIndex={-1}>
        <h1 className={styles.title}>{inbox.title}</h1>
        <nav className={styles.views} aria-label={inbox.viewsLabel}>
          {views.map((name) => (
            <Link
              key={name}
              to="/inbox/$view"
              params={{ view: name }}
              aria-current={name === view ? 'page' : undefined}
            >
              {inbox.views[name]}{' '}
              {(name === 'waiting' || name === 'failed') && counts && counts[name] > 0 && number(counts[name])}
            </Link>
          ))}
        </nav>
        <ConversationList view={view} openId={openId} />
      </section>
      <div className={styles.open}>{children}</div>
    </div>
  );
}
