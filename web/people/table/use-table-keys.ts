import { type KeyboardEvent, type RefObject, useState } from 'react';
import { flushSync } from 'react-dom';
import type { TableRow } from '../rows.ts';

/** A cell of the table; the head is row 0, the names are column 0. */
export interface Place {
  row: number;
  column: number;
}

interface Acts {
  open: (place: Place) => void;
  edit: (place: Place, typed?: string) => void;
  mark: (place: Place) => void;
  markAll: () => void;
}

/** Moves among the cells by the arrow keys, Home, End and the page keys: one of them is where Tab stops. */
export function useTableKeys(
  box: RefObject<HTMLElement | null>,
  { people, columns, rowHigh }: { people: TableRow[]; columns: number; rowHigh: number },
  acts: Acts,
) {
  const rows = people.length + 1;
  const [stop, setStop] = useState<Place & { id?: string | undefined }>({ row: 1, column: 0 });
  // Sorted otherwise, the focus is with the person who had it.
  const isThere = !stop.id || people[stop.row - 1]?.id === stop.id;
  const active: Place = { ...stop, row: (!isThere && people.findIndex(({ id }) => id === stop.id) + 1) || stop.row };

  function go(to: Place): void {
    const row = Math.max(0, Math.min(rows - 1, to.row));
    const column = Math.max(0, Math.min(columns - 1, to.column));
    flushSync(() => setStop({ row, column, id: people[row - 1]?.id }));
    const element = box.current;
    if (!element) return;
    const head = element.querySelector('thead')?.clientHeight ?? 0;
    const top = (row - 1) * rowHigh;
    if (row > 0 && top < element.scrollTop) element.scrollTop = top;
    if (row > 0 && top + rowHigh > element.scrollTop + element.clientHeight - head)
      element.scrollTop = top + rowHigh - element.clientHeight + head;
    // The browser tells of it only with the next frame; the cell must be there to take the focus.
    element.dispatchEvent(new Event('scroll'));
    const cell = element.querySelector<HTMLElement>(`[data-cell="${row} ${column}"]`);
    cell?.focus({ preventScroll: true });
    if (column > 0) cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  function keys(event: KeyboardEvent): void {
    const at = placeOf(event.target);
    if (!at || event.altKey) return;
    const { row, column } = at;
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / rowHigh) - 2);
    const isAll = event.ctrlKey || event.metaKey;
    const to: Place | undefined = {
      ArrowDown: { row: row + 1, column },
      ArrowUp: { row: row - 1, column },
      ArrowRight: { row, column: column + 1 },
      ArrowLeft: { row, column: column - 1 },
      Home: { row: isAll ? 1 : row, column: 0 },
      End: { row: isAll ? rows - 1 : row, column: columns - 1 },
      PageDown: { row: row + page, column },
      PageUp: { row: Math.max(1, row - page), column },
    }[event.key];
    if (to) go(to);
    else if (isAll && event.key.toLowerCase() === 'a') acts.markAll();
    else if (isAll) return;
    else if (event.key === 'Enter') acts.open(at);
    else if (event.key === 'F2' && row > 0) acts.edit(at);
    else if (event.key === ' ' && row > 0) acts.mark(at);
    else return;
    event.preventDefault();
  }

  return { active, keys, go };
}

function placeOf(target: EventTarget): Place | null {
  const cell = target instanceof HTMLElement ? target.dataset.cell : undefined;
  if (!cell) return null;
  const [row = 0, column = 0] = cell.split(' ').map(Number);
  return { row, column };
}
