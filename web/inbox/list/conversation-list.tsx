import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Blocks } from '../../ui/blocks.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { whenIdle } from '../../ui/idle.ts';
import { More } from '../../ui/more.tsx';
import type { View } from '../../views.ts';
import { useWords } from '../../words/words.ts';
import styles from '../inbox.module.css';
import { loadOpen } from '../open-later.ts';
import { useList, useRows, useShortWhenLeft } from './rows.ts';
import { Rows } from './rows-in-sight.tsx';

interface Given {
  view: View;
  openId: string | undefined;
  /** Told once the rows are drawn and the page has nothing else to do. */
  shown: () => void;
}

/** The rows of one view; more come while the end is in sight. */
export function ConversationList({ view, openId, shown }: Given) {
  const { inbox } = useWords();
  const found = useList(view);
  useShortWhenLeft(view);
  const rows = useRows(view);
  const isDrawn = found.data !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => {
    if (!isDrawn) return;
    performance.mark('list-shown');
    return whenIdle(() => {
      void loadOpen();
      shown();
    });
  }, [isDrawn]);

  if (found.isLoadingError) return <ErrorNote error={found.error} retry={found.refetch} />;
  if (!found.data) return <Blocks />;
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
    <div key={view} className={styles.rows}>
      <Rows view={view} rows={rows} openId={openId} isWhole={!found.hasNextPage} />
      <More query={found} />
    </div>
  );
}
