import { type CSSProperties, memo } from 'react';
import { rateOf } from './arrange.ts';
import cells from './cell.module.css';
import styles from './grid.module.css';
import type { ShownKind } from './kinds.ts';
import type { SheetPerson } from './sheet.ts';
import { useGridWords } from './words.ts';

interface Given {
  person: SheetPerson;
  kinds: ShownKind[];
  /** From 1: the head is 0. */
  place: number;
  from: number;
  to: number;
  activeColumn: number;
  isPinned: boolean;
  togglePin: (id: string) => void;
  open: (person: SheetPerson, round: number) => void;
}

/** One person: how often they answer, and what in each round. */
export const GridRow = memo(function GridRow({
  person,
  kinds,
  place,
  from,
  to,
  activeColumn,
  isPinned,
  togglePin,
  open,
}: Given) {
  const words = useGridWords();
  const rate = rateOf(person, kinds);
  const share = rate < 0 ? '' : words.share(Math.round(rate * 100));
  const stop = (column: number) => (activeColumn === column ? 0 : -1);
  return (
    <tr
      className={styles.row}
      aria-rowindex={place + 1}
      data-person={person.id}
      data-pinned={isPinned || undefined}
      style={{ '--row': place - 1 } as CSSProperties}
    >
      <th scope="row" className={styles.name} aria-colindex={1} data-cell={`${place} 0`} tabIndex={stop(0)}>
        <button
          type="button"
          className={styles.pin}
          tabIndex={-1}
          aria-pressed={isPinned}
          aria-label={words.pin(person.name)}
          onClick={() => togglePin(person.id)}
        >
          <svg
            viewBox="0 0 16 16"
            width="14"
            height="14"
            className={styles.needle}
            data-pinned={isPinned || undefined}
            aria-hidden
          >
            <path d="M6 2h4l-.5 5 2.500 2.500H4L6.500 7zM8 9.500V14" />
          </svg>
        </button>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter does the same on the cell around it */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the cell around it is what has the focus */}
        <bdi className={styles.who} onClick={() => open(person, -1)}>
          {person.name}
        </bdi>
      </th>
      <td className={styles.rate} aria-colindex={2} data-cell={`${place} 1`} tabIndex={stop(1)}>
        <span className={styles.share}>{share}</span>
      </td>
      {person.cells.slice(from, to).map((cell, i) => {
        const at = from + i;
        const kind = cell === null ? undefined : kinds[cell];
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the table
          <td
            key={at}
            className={`${styles.column} ${cells.cell}`}
            aria-colindex={at + 3}
            aria-label={kind?.words ?? words.notIn}
            data-cell={`${place} ${at + 2}`}
            data-tone={kind?.look.tone}
            data-mark={kind?.isLate ? 'late' : kind?.isReminded ? 'reminded' : kind?.isWaiting ? 'waiting' : undefined}
            tabIndex={activeColumn === at + 2 ? 0 : -1}
            style={{ '--at': at, '--high': kind?.look.height } as CSSProperties}
            onClick={() => kind && open(person, at)}
          >
            {kind?.text}
          </td>
        );
      })}
    </tr>
  );
});
