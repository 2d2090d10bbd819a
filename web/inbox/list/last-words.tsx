import type { Conversation } from '../../api.ts';
import { useWords } from '../../words/words.ts';
import { isBlank } from '../blank.ts';
import { useDraftOf } from '../composer/drafts.ts';
import styles from './conversation-row.module.css';

/** What was said last in a conversation: a draft before all, and whether it got there. */
export function LastWords({ conversation }: { conversation: Conversation }) {
  const { lastMessage, person } = conversation;
  const { inbox, states } = useWords();
  const draft = useDraftOf(conversation);
  if (draft) {
    return (
      <span className={styles.words}>
        <span className={styles.awaits}>{inbox.draft}</span> <bdi>{draft}</bdi>
      </span>
    );
  }
  if (!lastMessage) return <span className={styles.words}>{inbox.noTexts}</span>;
  const { body, direction, status, hasMedia } = lastMessage;
  const hasFailed = status === 'failed' || status === 'undelivered';
  const said = isBlank(body) ? (hasMedia ? inbox.media : inbox.blank) : body;
  return (
    <span className={styles.words}>
      {person.stopRequest && <span className={styles.awaits}>{inbox.asksToStop}</span>}
      {hasFailed && <span className={styles.bad}>{inbox.notDelivered}</span>}
      {status === 'scheduled' && <span className={styles.planned}>{states.scheduled}</span>}
      {direction === 'outbound' && !hasFailed && status !== 'scheduled' && inbox.you} <bdi>{said}</bdi>
    </span>
  );
}
