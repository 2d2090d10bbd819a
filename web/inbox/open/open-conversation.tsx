import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { conversationQuery } from '../../queries.ts';
import { Blocks } from '../../ui/blocks.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { focusIfLost } from '../../ui/focus.ts';
import { Icon } from '../../ui/icon.tsx';
import { useKeys } from '../../ui/keys.ts';
import type { View } from '../../views.ts';
import { endWish, moveWish } from '../../wish.ts';
import { Context } from '../context/context.tsx';
import { Thread } from '../thread/thread.tsx';
import { useInboxWords } from '../words.ts';
import { HeadActs } from './head-acts.tsx';
import styles from './open.module.css';
import { useBeingHere } from './use-being-here.ts';
import { useContextPane } from './use-context-pane.ts';
import { useTimeline } from './use-timeline.ts';
import { useUnreadMark } from './use-unread-mark.ts';

/** What is open beside the list: the thread, and the pane about the person. */
export function OpenConversation({ conversationId, view }: { conversationId: string; view: View }) {
  const { context: words, thread } = useInboxWords();
  const desk = useRef<HTMLDivElement>(null);
  const pane = useContextPane(desk);
  const conversation = useQuery(conversationQuery(conversationId));
  const { texts, wantedId } = useTimeline(conversationId);
  // What is here stays when it cannot be asked for again: somebody may be reading it, or writing.
  const hasFailed = (conversation.isError && !conversation.data) || (texts.isError && !texts.data);
  const navigate = useNavigate();
  const nowId = conversation.data?.id;
  // Whoever was merged with somebody is in the other's conversation.
  const isElsewhere = nowId !== undefined && nowId !== conversationId;
  useEffect(() => {
    if (!isElsewhere) return;
    moveWish(conversationId, nowId);
    void navigate({
      to: '/inbox/$view/$conversationId',
      params: { view, conversationId: nowId },
      hash: true,
      replace: true,
    });
  }, [isElsewhere, nowId, conversationId, view, navigate]);
  // By now a box would have taken it: to whom opted out none writes, and what failed has none.
  const isHere = (nowId !== undefined && !isElsewhere) || hasFailed;
  useLayoutEffect(() => {
    if (isHere && endWish(conversationId))
      focusIfLost(desk.current?.querySelector<HTMLElement>('[tabindex="-1"]') ?? null);
  }, [isHere, conversationId]);
  useBeingHere(conversationId, desk);
  useUnreadMark(conversation.data);

  function toggle(): void {
    const hadFocus = desk.current?.querySelector('aside')?.contains(document.activeElement);
    pane.toggle();
    if (hadFocus) desk.current?.querySelector<HTMLElement>('[data-acts] button:last-of-type')?.focus();
  }
  useKeys({ i: { words: pane.isShown ? words.hide : words.show, run: toggle } });

  return (
    <div ref={desk} className={styles.desk} data-context={pane.isShown ? (pane.isOver ? 'over' : 'beside') : undefined}>
      {hasFailed ? (
        <div ref={focusIfLost} className={styles.failed} data-thread={conversationId} tabIndex={-1}>
          <Link to="/inbox/$view" params={{ view }} className={`${buttonClass('icon')} ${styles.back}`}>
            <Icon name="back" label={thread.back} />
          </Link>
          <ErrorNote
            error={conversation.error ?? texts.error}
            retry={() => [conversation.refetch(), texts.refetch()]}
          />
        </div>
      ) : conversation.data ? (
        <>
          <Thread conversation={conversation.data} texts={texts.data} view={view} wantedId={wantedId}>
            <HeadActs conversation={conversation.data} view={view} pane={{ isShown: pane.isShown, toggle }} />
          </Thread>
          {pane.isShown && <Context conversation={conversation.data} view={view} close={toggle} />}
        </>
      ) : (
        <Blocks />
      )}
    </div>
  );
}
