import { Link } from '@tanstack/react-router';
import { type CSSProperties, memo } from 'react';
import { nameShown } from '../../name-shown.ts';
import { day, moment } from '../../words/formats.ts';
import { type TableRow, valueIn } from '../rows.ts';
import type { Column } from './columns.ts';
import { EditCell } from './edit-cell.tsx';
import styles from './table.module.css';
import { useTableWords } from './words.ts';

export type Done = (value: string | null, by: 'Enter' | 'Tab' | 'Escape' | 'leaving') => void;

interface Given {
  row: TableRow;
  columns: Column[];
  /** From 1: the head is 0. */
  place: number;
  activeColumn: number;
  /** The column in which somebody writes, or none. */
  editing: number | null;
  isSelected: boolean;
  toggle: (id: string, isRange: boolean) => void;
  edit: (place: number, column: number) => void;
  done: Done;
}

/** One person of the table. */
export const PersonRow = memo(function PersonRow(given: Given) {
  const { row, columns, place, activeColumn, editing, isSelected, toggle, edit, done } = given;
  const words = useTableWords();
  const facts = [row.isPractice && words.practice, row.optedOutAt && words.optedOut].filter(Boolean).join(' · ');
  const stop = (column: number) => (activeColumn === column && editing === null ? 0 : -1);
  return (
    <tr
      className={styles.row}
      aria-rowindex={place + 1}
      aria-selected={isSelected}
      data-person={row.id}
      style={{ '--row': place - 1 } as CSSProperties}
    >
      <th scope="row" className={styles.name} aria-colindex={1} data-cell={`${place} 0`} tabIndex={stop(0)}>
        <label className={styles.box1}>
          <input
            type="checkbox"
            tabIndex={-1}
            checked={isSelected}
            aria-label={words.select(row.name)}
            onChange={(event) => toggle(row.id, (event.nativeEvent as MouseEvent).shiftKey)}
          />
        </label>
        {editing === 0 ? (
          <EditCell label={words.nameOf(row.name)} value={row.name} field={null} done={done} />
        ) : (
          <Link
            to="/people/$personId"
            params={{ personId: row.id }}
            tabIndex={-1}
            className={styles.who}
            onDoubleClick={(event) => event.preventDefault()}
          >
            <bdi data-cut>{nameShown(row)}</bdi>
          </Link>
        )}
        {facts && <span className={styles.facts}>{facts}</span>}
        <span className={styles.under}>
          <bdi dir="ltr">{row.phonesShown[0]}</bdi>
          {row.lastHeardAt && ` · ${moment(row.lastHeardAt)}`}
        </span>
      </th>
      {columns.map((column, at) => (
        <td
          key={column.id}
          className={styles.cell}
          aria-colindex={at + 2}
          data-cell={`${place} ${at + 1}`}
          data-kind={column.field?.kind}
          tabIndex={stop(at + 1)}
          style={{ inlineSize: column.wide }}
          onDoubleClick={() => column.field && edit(place, at + 1)}
        >
          {editing === at + 1 && column.field ? (
            <EditCell
              label={words.fieldOf(column.label, row.name)}
              value={valueIn(row, column.field)}
              field={column.field}
              done={done}
            />
          ) : (
            <bdi dir={column.id === 'phone' ? 'ltr' : undefined}>{say(row, column, words)}</bdi>
          )}
        </td>
      ))}
    </tr>
  );
});

function say(row: TableRow, { id, field }: Column, { yesNo }: ReturnType<typeof useTableWords>): string {
  if (field) {
    const value = valueIn(row, field);
    if (field.kind === 'yes_no') return yesNo[value as 'yes' | 'no'] ?? value;
    return field.kind === 'date' && /^\d{4}-\d\d-\d\d$/.test(value) ? day(`${value}T12:00`) : value;
  }
  if (id === 'phone') return row.phonesShown.join(', ');
  if (id === 'groups') return row.groups.join(', ');
  if (id === 'heard') return row.lastHeardAt ? moment(row.lastHeardAt) : '';
  return moment(row.createdAt);
}
