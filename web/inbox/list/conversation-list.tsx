import { Link } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Blocks } from '../../ui/blocks.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { whenIdle } from '../../ui/idle.ts';
import { More } from '../../ui/more.tsx';
import type { View } from '../../views.ts';
import { useWords } from '../../words/words.ts';
import styles from '../inbox.module.css';
import { loadOpen } from '../open-later.ts';
import { ConversationRow } from './conversation-row.tsx';
import { rowId, useList, useRows, useShortWhenLeft } from './rows.ts';
import { useIsSelecting } from './selection.ts';

interface Given {
  view: View;
  openId: string | undefined;
  /** Told once the rows are drawn and the page has nothing else to do. */
  shown: () => void;
}

/** The rows of one view; more come while the end is in sight. */
export function ConversationList({ view, openId, shown }: Given) {
  const { inbox, retry } = useWords();
  const isSelecting = useIsSelecting();
  const found = useList(view);
  useShortWhenLeft(view);
  const rows = useRows(view);
  const latest = useRef(rows);
  latest.current = rows;
  const order = useCallback(() => latest.current.map((row) => row.id), []);
  const [focused, setFocused] = useState<string>();
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

  if (found.isLoadingError) {
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
  // One row is a stop of Tab; from there J, K and the arrow keys lead to the others.
  const stop = [focused, openId].find((id) => rows.some((row) => row.id === id)) ?? rows[0]?.id;
  return (
    <div className={styles.rows}>
      <ul
        data-selecting={isSelecting || undefined}
        onFocus={({ target }) => setFocused(target.closest(`[${rowId}]`)?.getAttribute(rowId) ?? undefined)}
      >
        {rows.map((row) => (
          <ConversationRow
            key={row.id}
            conversation={row}
            view={view}
            isOpen={row.id === openId}
            isStop={row.id === stop}
            order={order}
          />
        ))}
      </ul>
      <More query={found} />
    </div>
  );
}
