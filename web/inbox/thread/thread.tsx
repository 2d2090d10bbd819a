import { useQuery } from '@tanstack/react-query';
import { conversationQuery, threadQuery, type View } from '../../queries.ts';
import { Blocks } from '../../ui/blocks.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { focusIfLost } from '../../ui/focus.ts';
import { useWords } from '../../words/words.ts';
import { Composer } from '../composer/composer.tsx';
import { ArrivalLog } from './log.tsx';
import { TextList } from './text-list.tsx';
import styles from './thread.module.css';
import { ThreadHead } from './thread-head.tsx';

/** One conversation: who it is with, its texts, and where the next one is written. */
export function Thread({ conversationId, view }: { conversationId: string; view: View }) {
  const { thread, retry } = useWords();
  const conversation = useQuery(conversationQuery(conversationId));
  const texts = useQuery(threadQuery(conversationId));
  if (conversation.isError || texts.isError) {
    return (
      <div className={styles.failed}>
        <ErrorNote error={conversation.error ?? texts.error}>
          {' '}
          <Button look="text" onClick={() => [conversation.refetch(), texts.refetch()]}>
            {retry}
          </Button>
        </ErrorNote>
      </div>
    );
  }
  if (!conversation.data) return <Blocks />;
  const { name } = conversation.data.person;
  return (
    <section ref={focusIfLost} className={styles.thread} aria-label={thread.label(name)} data-pane tabIndex={-1}>
      <ThreadHead conversation={conversation.data} view={view} />
      {texts.data ? <TextList conversation={conversation.data} texts={texts.data} /> : <Blocks />}
      <Composer conversation={conversation.data} />
      <ArrivalLog conversationId={conversationId} name={name} />
    </section>
  );
}
