import { useLayoutEffect, useRef } from 'react';
import type { Wanted } from '../rows.ts';
import type { Column } from './columns.ts';
import { countSelected, type Selection } from './selection.ts';
import styles from './table.module.css';
import type { Place } from './use-table-keys.ts';
import { useTableWords } from './words.ts';

interface Given {
  columns: Column[];
  active: Place;
  wanted: Wanted;
  sort: (by: string) => void;
  selection: Selection;
  fitting: number;
  all: () => void;
  clear: () => void;
}

/** The names of the columns, each of which sorts, and the box that selects all who fit. */
export function HeadRow({ columns, active, wanted, sort, selection, fitting, all, clear }: Given) {
  const words = useTableWords();
  const selected = countSelected(selection, fitting);
  const isWhole = selected > 0 && selected === fitting;
  const box = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (box.current) box.current.indeterminate = selected > 0 && !isWhole;
  }, [selected, isWhole]);
  const { sort: sorted = 'name' } = wanted;
  const way = (by: string | undefined) =>
    by && sorted === by ? 'ascending' : by && sorted === `-${by}` ? 'descending' : undefined;
  const stop = (column: number) => (active.row === 0 && active.column === column ? 0 : -1);
  return (
    <thead className={styles.headRow}>
      <tr className={styles.rows} aria-rowindex={1}>
        <th scope="col" className={styles.name} aria-colindex={1} aria-sort={way('name')}>
          <label className={styles.box1}>
            <input
              ref={box}
              type="checkbox"
              tabIndex={-1}
              checked={isWhole}
              aria-label={words.selectAll}
              onChange={() => (selected > 0 ? clear() : all())}
            />
          </label>
          <button
            type="button"
            className={styles.sorts}
            data-cell="0 0"
            tabIndex={stop(0)}
            onClick={() => sort('name')}
          >
            {words.columns.name}
          </button>
        </th>
        {columns.map((column, at) => (
          <th
            key={column.id}
            scope="col"
            className={styles.cell}
            aria-colindex={at + 2}
            aria-sort={way(column.sort)}
            data-kind={column.field?.kind}
            style={{ inlineSize: column.wide }}
            {...(!column.sort && { 'data-cell': `0 ${at + 1}`, tabIndex: stop(at + 1) })}
          >
            {column.sort ? (
              <button
                type="button"
                className={styles.sorts}
                data-cell={`0 ${at + 1}`}
                tabIndex={stop(at + 1)}
                onClick={() => sort(column.sort as string)}
              >
                <bdi>{column.label}</bdi>
              </button>
            ) : (
              <span className={styles.unsorted}>{column.label}</span>
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}
