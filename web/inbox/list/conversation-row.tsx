import { Link } from '@tanstack/react-router';
import type { Conversation } from '../../api.ts';
import type { View } from '../../queries.ts';
import { Hidden } from '../../ui/hidden.tsx';
import { rowTime } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import { isBlank } from '../blank.ts';
import { useDraft } from '../composer/drafts.ts';
import { useThreadAhead } from '../thread-later.ts';
import styles from './conversation-row.module.css';

/** A conversation in the list: a lamp while the person waits, the name, the time, the last words. */
export function ConversationRow({
  conversation,
  view,
  isOpen,
}: {
  conversation: Conversation;
  view: View;
  isOpen: boolean;
}) {
  const { inbox } = useWords();
  const { id, person, lastMessage, unread, waitingSince } = conversation;
  const at = lastMessage?.createdAt;
  const ahead = useThreadAhead(conversation);
  return (
    <li className={styles.item} data-waiting={waitingSince ? '' : undefined}>
      <Link
        to="/inbox/$view/$conversationId"
        params={{ view, conversationId: id }}
        className={styles.row}
        aria-current={isOpen ? 'true' : undefined}
        {...ahead}
      >
        <span className={styles.lamp}>{waitingSince && <Hidden>{inbox.waits}</Hidden>}</span>
        <bdi className={styles.name}>{person.name}</bdi>
        <span className={styles.time}>{at && <time dateTime={at}>{rowTime(at)}</time>}</span>
        <LastWords conversation={conversation} />
        {unread > 0 && <span className={styles.unread}>{inbox.unread(unread)}</span>}
      </Link>
    </li>
  );
}

function LastWords({ conversation: { id, lastMessage } }: { conversation: Conversation }) {
  const { inbox } = useWords();
  const draft = useDraft(id);
  const words = lastMessage && !isBlank(lastMessage.body) ? lastMessage.body : inbox.blank;
  if (draft) {
    return (
      <span className={styles.words}>
        <span className={styles.draft}>{inbox.draft}</span> <bdi>{draft}</bdi>
      </span>
    );
  }
  if (!lastMessage) return <span className={styles.words}>{inbox.noTexts}</span>;
  const isMine = lastMessage.direction === 'outbound';
  const hasFailed = lastMessage.status === 'failed' || lastMessage.status === 'undelivered';
  return (
    <span className={styles.words}>
      {hasFailed && <span className={styles.bad}>{inbox.notDelivered}</span>}
      {isMine && !hasFailed && inbox.you}{' '}
      <bdi>{lastMessage.hasMedia && isBlank(lastMessage.body) ? inbox.media : words}</bdi>
    </span>
  );
}
