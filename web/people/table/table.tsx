import { type CSSProperties, useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { useStretches } from '../../ui/use-stretch.ts';
import type { TableRow, Wanted } from '../rows.ts';
import type { Column } from './columns.ts';
import { HeadRow } from './head-row.tsx';
import { type Done, PersonRow } from './row.tsx';
import { isSelected, type Selection } from './selection.ts';
import styles from './table.module.css';
import { useTableKeys } from './use-table-keys.ts';
import { useTableWords } from './words.ts';

/** In pixels, as the style sheet has them; on a phone a row is a name over its number. */
const [rowHigh, rowHighOnPhone] = [40, 60];
const phone = matchMedia('(width < 760px)');

/** Where somebody writes. By person: sorted otherwise meanwhile, it goes on to be theirs. */
export type Editing = { id: string; column: number } | null;

interface Given {
  rows: TableRow[];
  /** How many there are, as far as it is known; the others follow. */
  count: number;
  columns: Column[];
  wanted: Wanted;
  sort: (by: string) => void;
  selection: Selection;
  toggle: (id: string) => void;
  add: (ids: string[]) => void;
  all: () => void;
  clear: () => void;
  /** `read` is the row as it was when somebody began to write in it. */
  write: (read: TableRow, column: Column | null, value: string) => void;
  editing: Editing;
  setEditing: (editing: Editing) => void;
  open: (row: TableRow) => void;
  /** Told up to which row somebody has scrolled. */
  seen: (to: number) => void;
}

/** The table itself: only the rows near what is in sight are in the page. */
export function PeopleGrid(given: Given) {
  const {
    rows: fitting,
    count,
    columns,
    selection,
    toggle,
    add,
    write,
    open,
    seen,
    editing,
    setEditing,
    ...head
  } = given;
  const rows = useWithEdited(fitting, editing?.id);
  const words = useTableWords();
  const box = useRef<HTMLDivElement>(null);
  const isPhone = useSyncExternalStore(watchPhone, () => phone.matches);
  const high = isPhone ? rowHighOnPhone : rowHigh;
  const shown = isPhone ? noColumns : columns;
  const [[from, to]] = useStretches(box, { count: rows.length, size: high, beyond: 24 }, across);
  const anchor = useRef<string>(undefined);
  const begun = useRef<TableRow>(undefined);
  const latest = useRef({ rows, shown, write });
  latest.current = { rows, shown, write };
  if (to > rows.length - 200) queueMicrotask(() => seen(to));

  // Else the cell would open by itself when the table comes back.
  useEffect(() => () => setEditing(null), [setEditing]);

  const startEdit = useCallback(
    (row: number, column: number) => {
      const { rows, shown } = latest.current;
      const read = rows[row - 1];
      if (!read || (column > 0 && !shown[column - 1]?.field)) return;
      begun.current = read;
      setEditing({ id: read.id, column });
    },
    [setEditing],
  );
  const { active, keys, go } = useTableKeys(
    box,
    { people: rows, columns: shown.length + 1, rowHigh: high },
    {
      open: ({ row, column }) => {
        const person = rows[row - 1];
        if (!person) {
          const by = column === 0 ? 'name' : shown[column - 1]?.sort;
          if (by) head.sort(by);
        } else if (shown[column - 1]?.field) startEdit(row, column);
        else open(person);
      },
      edit: ({ row, column }) => startEdit(row, column),
      mark: ({ row }) => rows[row - 1] && pick(rows[row - 1]!.id, false),
      markAll: head.all,
    },
  );

  const pick = useCallback(
    (id: string, isRange: boolean) => {
      const ids = latest.current.rows.map((row) => row.id);
      const [one, other] = [ids.indexOf(anchor.current ?? id), ids.indexOf(id)].sort((a, b) => a - b);
      if (isRange) add(ids.slice(Math.max(0, one!), other! + 1));
      else toggle(id);
      anchor.current = id;
    },
    [add, toggle],
  );

  const edited = editing ? rows.findIndex(({ id }) => id === editing.id) + 1 : 0;
  const place = useRef({ row: 0, column: 0 });
  place.current = { row: edited, column: editing?.column ?? 0 };
  const move = useRef(go);
  move.current = go;
  const done: Done = useCallback(
    (value, by) => {
      const at = place.current;
      setEditing(null);
      const row = latest.current.rows[at.row - 1];
      if (!row) return;
      const column = at.column === 0 ? null : (latest.current.shown[at.column - 1] ?? null);
      const read = begun.current?.id === row.id ? begun.current : row;
      if (value !== null) latest.current.write(read, column, value);
      const next = { Enter: { ...at, row: at.row + 1 }, Tab: { ...at, column: at.column + 1 }, Escape: at }[
        by as string
      ];
      if (next) requestAnimationFrame(() => move.current(next));
    },
    [setEditing],
  );

  // One of them stays where Tab leads to it, and the one in which somebody writes, wherever the table is scrolled to.
  const stop = Math.min(edited || active.row, rows.length);
  const drawn = rows.map((row, at) => ({ row, at })).slice(from, to);
  if (stop > 0 && (stop <= from || stop > to)) drawn.push({ row: rows[stop - 1]!, at: stop - 1 });
  const wide = shown.reduce((sum, column) => sum + column.wide, 0);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the table in it
    <div
      ref={box}
      className={styles.box}
      style={{ '--rows': rows.length, '--columns': `${wide}px` } as CSSProperties}
      onKeyDown={keys}
    >
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: it has the keys of one
        role="grid"
        aria-label={words.grid}
        aria-rowcount={count + 1}
        aria-colcount={shown.length + 1}
        aria-multiselectable
        className={styles.grid}
      >
        <HeadRow columns={shown} active={active} selection={selection} fitting={count} {...head} />
        <tbody className={styles.rows}>
          {drawn.map(({ row, at }) => (
            <PersonRow
              // By person: sorted otherwise, what is begun in a row and the focus go with them.
              key={row.id}
              row={row}
              columns={shown}
              place={at + 1}
              activeColumn={active.row === at + 1 ? active.column : -1}
              editing={editing?.id === row.id ? editing.column : null}
              isSelected={isSelected(selection, row.id)}
              toggle={pick}
              edit={startEdit}
              done={done}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Whoever does not fit any more while somebody writes in their row keeps it until that is done. */
function useWithEdited(rows: TableRow[], id: string | undefined): TableRow[] {
  const kept = useRef<{ row: TableRow; at: number }>(undefined);
  const at = rows.findIndex((row) => row.id === id);
  if (at >= 0) kept.current = { row: rows[at]!, at };
  return useMemo(() => {
    const { current } = kept;
    if (!id || at >= 0 || current?.row.id !== id) return rows;
    return [...rows.slice(0, current.at), current.row, ...rows.slice(current.at)];
  }, [rows, id, at]);
}

const noColumns: Column[] = [];
/** All columns are drawn: few have so many that it matters. */
const across = { count: 1, size: 1_000_000, beyond: 1 };

function watchPhone(changed: () => void): () => void {
  phone.addEventListener('change', changed);
  return () => phone.removeEventListener('change', changed);
}
