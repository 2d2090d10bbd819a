import { type KeyboardEvent, type RefObject, useState } from 'react';
import { flushSync } from 'react-dom';

/** A cell of the grid; the head is row 0, the names are column 0. */
export interface Place {
  row: number;
  column: number;
}

interface Size {
  rows: number;
  columns: number;
  rowHigh: number;
  cellWide: number;
}

/** Moves among the cells by the arrow keys, Home, End and the page keys: one of them is where Tab stops. */
export function useCellKeys(
  box: RefObject<HTMLElement | null>,
  { rows, columns, rowHigh, cellWide }: Size,
  acts: { open: (place: Place) => void; mark: (place: Place) => void },
) {
  const [active, setActive] = useState<Place>({ row: 1, column: 2 });

  function go(to: Place): void {
    const row = Math.max(0, Math.min(rows - 1, to.row));
    const column = Math.max(0, Math.min(columns - 1, to.column));
    flushSync(() => setActive({ row, column }));
    const element = box.current;
    if (!element) return;
    show(element, row, column);
    // The browser tells of it only with the next frame; the cell must be there to take the focus.
    element.dispatchEvent(new Event('scroll'));
    element.querySelector<HTMLElement>(`[data-cell="${row} ${column}"]`)?.focus({ preventScroll: true });
  }

  /** Scrolls so far that the cell is neither outside nor under the head and the names, which stay. */
  function show(element: HTMLElement, row: number, column: number): void {
    const head = element.querySelector('thead')?.clientHeight ?? 0;
    const names = [...element.querySelectorAll<HTMLElement>('thead th')].slice(0, 2);
    const beside = names.reduce(
      (wide, { offsetWidth, offsetLeft }) => (offsetLeft >= 0 ? wide + offsetWidth : wide),
      0,
    );
    const [top, left] = [(row - 1) * rowHigh, (column - 2) * cellWide];
    const [high, wide] = [element.clientHeight - head, element.clientWidth - beside];
    if (row > 0 && top < element.scrollTop) element.scrollTop = top;
    if (row > 0 && top + rowHigh > element.scrollTop + high) element.scrollTop = top + rowHigh - high;
    if (column > 1 && left < element.scrollLeft) element.scrollLeft = left;
    if (column > 1 && left + cellWide > element.scrollLeft + wide) element.scrollLeft = left + cellWide - wide;
  }

  function keys(event: KeyboardEvent): void {
    const { row, column } = placeOf(event.target) ?? active;
    if (!placeOf(event.target) || event.altKey) return;
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
    else if (event.key === 'Enter') acts.open({ row, column });
    else if (event.key === ' ' && row > 0) acts.mark({ row, column });
    else return;
    event.preventDefault();
  }

  return { active, keys };
}

function placeOf(target: EventTarget): Place | null {
  const cell = target instanceof HTMLElement ? target.dataset.cell : undefined;
  if (!cell) return null;
  const [row = 0, column = 0] = cell.split(' ').map(Number);
  return { row, column };
}
