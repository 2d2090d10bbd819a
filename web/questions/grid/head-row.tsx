import { Link, useParams } from '@tanstack/react-router';
import type { CSSProperties } from 'react';
import type { Arrangement } from './arrange.ts';
import styles from './grid.module.css';
import type { Sheet } from './sheet.ts';
import type { Place } from './use-cell-keys.ts';
import { useGridWords } from './words.ts';

interface Given {
  rounds: Sheet['rounds'];
  days: { short: string; long: string }[];
  from: number;
  to: number;
  wanted: Omit<Arrangement, 'pinned'>;
  active: Place;
  sort: (by: string | undefined) => void;
}

/** The names of the columns, each of which sorts; a round's leads to its board as well. */
export function HeadRow({ rounds, days, from, to, wanted, active, sort }: Given) {
  const words = useGridWords();
  const { questionId = '' } = useParams({ strict: false });
  const isAt = (column: number) => active.row === 0 && active.column === column;
  const sorted = (by: string | undefined) =>
    wanted.sort === by ? (wanted.isReversed ? 'descending' : 'ascending') : undefined;
  return (
    <thead className={styles.headRow}>
      <tr className={styles.rows} aria-rowindex={1}>
        <th scope="col" className={styles.name} aria-colindex={1} aria-sort={sorted(undefined)}>
          <button
            type="button"
            className={styles.sorts}
            data-cell="0 0"
            tabIndex={isAt(0) ? 0 : -1}
            data-tip={words.byName}
            onClick={() => sort(undefined)}
          >
            {words.person}
          </button>
        </th>
        <th scope="col" className={styles.rate} aria-colindex={2} aria-sort={sorted('rate')}>
          <button
            type="button"
            className={styles.sorts}
            data-cell="0 1"
            tabIndex={isAt(1) ? 0 : -1}
            data-tip={words.byRate}
            onClick={() => sort('rate')}
          >
            {words.rate}
          </button>
        </th>
        {rounds.slice(from, to).map(({ id }, i) => {
          const at = from + i;
          const { short = '', long = '' } = days[at] ?? {};
          return (
            <th
              key={id}
              scope="col"
              className={`${styles.column} ${styles.day}`}
              aria-colindex={at + 3}
              aria-sort={sorted(String(at))}
              style={{ '--at': at } as CSSProperties}
            >
              <button
                type="button"
                className={styles.sorts}
                data-cell={`0 ${at + 2}`}
                tabIndex={isAt(at + 2) ? 0 : -1}
                data-tip={words.byDay(long)}
                onClick={() => sort(String(at))}
              >
                {short}
              </button>
              <Link
                to="/questions/$questionId/rounds/$roundId"
                params={{ questionId, roundId: id }}
                className={styles.board}
                tabIndex={-1}
                data-tip={words.open(long)}
                aria-label={words.open(long)}
              >
                ↗
              </Link>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
