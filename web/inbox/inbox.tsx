import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { forgetEarly, KeysToCome } from '../ui/early-keys.ts';
import { focusIfLost } from '../ui/focus.ts';
import { Optional } from '../ui/optional.tsx';
import { SearchButton } from '../ui/search-button.tsx';
import type { View } from '../views.ts';
import { useWords } from '../words/words.ts';
import styles from './inbox.module.css';
import { ConversationList } from './list/conversation-list.tsx';
import { focusRow, useList, useOnly } from './list/rows.ts';
import { Views } from './list/views.tsx';
import { Narrowed, Triage } from './open-later.ts';

interface Given {
  view: View;
  openId: string | undefined;
  /** While nothing is open, what to do first is shown; on a phone above the list. */
  isStarting: boolean;
  children: ReactNode;
}

/** What is pressed for triage before it is there. */
const keys = { keys: 'jkresaux', toBox: 'r' };

/** The list of conversations and, beside it or on a phone instead of it, what is open. */
export function Inbox({ view, openId, isStarting, children }: Given) {
  const { inbox } = useWords();
  const list = useRef<HTMLElement>(null);
  const [isShown, setShown] = useState(false);
  const { isLoadingError } = useList(view);
  const isNarrowed = Object.keys(useOnly()).length > 0;
  const cameFrom = useRef(openId);
  useLayoutEffect(() => {
    if (!openId) {
      focusIfLost(list.current);
      if (document.activeElement === list.current) focusRow(cameFrom.current);
    }
    cameFrom.current = openId;
  }, [openId]);
  useLayoutEffect(() => {
    if (isLoadingError) forgetEarly();
  }, [isLoadingError]);
  return (
    <div className={styles.inbox} data-shows={openId ? 'open' : isStarting ? 'start' : 'list'}>
      <section ref={list} className={styles.list} aria-label={inbox.list} data-pane data-list tabIndex={-1}>
        <div className={styles.head}>
          <h1 className={styles.title}>{inbox.title}</h1>
          <SearchButton />
        </div>
        <Views view={view} />
        {isNarrowed && (
          <Optional>
            <Narrowed view={view} />
          </Optional>
        )}
        <ConversationList view={view} openId={openId} shown={() => setShown(true)} />
        {isShown ? (
          <Optional meanwhile={<KeysToCome {...keys} />}>
            <Triage view={view} openId={openId} />
          </Optional>
        ) : (
          !isLoadingError && <KeysToCome {...keys} />
        )}
      </section>
      <div className={styles.open}>{children}</div>
    </div>
  );
}
