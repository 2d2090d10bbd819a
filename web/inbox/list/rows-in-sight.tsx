import { type CSSProperties, Fragment, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Conversation } from '../../api.ts';
import { noteAim } from '../../ui/pointer.ts';
import { useSpan } from '../../ui/use-span.ts';
import type { View } from '../../views.ts';
import styles from './conversation-row.module.css';
import { ConversationRow } from './conversation-row.tsx';
import { drawRowsBy, rowId } from './rows.ts';
import { useIsSelecting } from './selection.ts';
import { useHeldPlace } from './use-held-place.ts';

interface Given {
  view: View;
  rows: Conversation[];
  openId: string | undefined;
  /** Whether no rows are to come behind these. */
  isWhole: boolean;
}

/**
 * The rows of a list that are in sight or near it, and gaps as high as the others. The one that Tab stops at and the one
 * that is open stay wherever the list is scrolled to.
 */
export function Rows({ view, rows, openId, isWhole }: Given) {
  const isSelecting = useIsSelecting();
  const list = useRef<HTMLUListElement>(null);
  const [from, to] = useSpan(list, rows.length);
  const ids = useMemo(() => rows.map(({ id }) => id), [rows]);
  useHeldPlace(list, ids);
  const latest = useRef(ids);
  latest.current = ids;
  const order = useCallback(() => latest.current, []);
  const [focused, setFocused] = useState<string>();
  useLayoutEffect(() => drawRowsBy((id) => flushSync(() => setFocused(id))), []);

  // One row is a stop of Tab; from there J, K and the arrow keys lead to the others.
  const stop = [focused, openId].find((id) => id && ids.includes(id)) ?? ids[0];
  const drawn = rows
    .map((row, at) => ({ row, at }))
    .filter(({ row, at }) => (at >= from && at < to) || row.id === stop || row.id === openId);
  return (
    <ul
      ref={list}
      data-selecting={isSelecting || undefined}
      onPointerMove={noteAim}
      onFocus={({ target }) => setFocused(target.closest(`[${rowId}]`)?.getAttribute(rowId) ?? undefined)}
    >
      {drawn.map(({ row, at }, i) => (
        <Fragment key={row.id}>
          <Gap rows={at - (drawn[i - 1]?.at ?? -1) - 1} />
          <ConversationRow
            conversation={row}
            view={view}
            isOpen={row.id === openId}
            isStop={row.id === stop}
            order={order}
            place={at + 1}
            of={isWhole ? rows.length : -1}
          />
        </Fragment>
      ))}
      <Gap rows={rows.length - (drawn.at(-1)?.at ?? -1) - 1} />
    </ul>
  );
}

function Gap({ rows }: { rows: number }) {
  return rows > 0 && <li aria-hidden className={styles.gap} style={{ '--rows': rows } as CSSProperties} />;
}
