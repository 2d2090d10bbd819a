import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect } from 'react';
import { conversationsQuery, type View } from '../../queries.ts';
import { Blocks } from '../../ui/blocks.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { whenIdle } from '../../ui/idle.ts';
import { More } from '../../ui/more.tsx';
import { useWords } from '../../words/words.ts';
import styles from '../inbox.module.css';
import { loadThread } from '../thread-later.ts';
import { ConversationRow } from './conversation-row.tsx';

/** The rows of one view; more come while the end is in sight. */
export function ConversationList({ view, openId }: { view: View; openId: string | undefined }) {
  const { inbox, retry } = useWords();
  const found = useInfiniteQuery(conversationsQuery(view));
  const isShown = found.data !== undefined;
  useEffect(() => {
    if (!isShown) return;
    performance.mark('list-shown');
    return whenIdle(loadThread);
  }, [isShown]);
  if (found.isError) {
    return (
      <ErrorNote error={found.error}>
        {' '}
        <Button look="text" onClick={() => found.refetch()}>
          {retry}
        </Button>
      </ErrorNote>
    );
  }
  if (!found.data) return <Blocks />;
  const rows = found.data.pages.flatMap((page) => page.items);
  if (rows.length === 0) {
    return (
      <Empty text={inbox.empty[view]}>
        {view === 'all' ? (
          <Link to="/people" className={buttonClass()}>
            {inbox.emptyAct.people}
          </Link>
        ) : (
          <Link to="/inbox/$view" params={{ view: 'all' }} className={buttonClass()}>
            {inbox.emptyAct.all}
          </Link>
        )}
      </Empty>
    );
  }
  return (
    <div className={styles.rows}>
      <ul onKeyDown={moveBetweenRows}>
        {rows.map((row) => (
          <ConversationRow key={row.id} conversation={row} view={view} isOpen={row.id === openId} />
        ))}
      </ul>
      <More query={found} />
    </div>
  );
}

/** The arrow keys go from row to row, beside Tab. */
function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const links = [...event.currentTarget.querySelectorAll('a')];
  const at = links.indexOf(document.activeElement as HTMLAnchorElement);
  event.preventDefault();
  links[at + step]?.focus();
}
