import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { fieldsQuery, type PersonField } from '../../person-fields.ts';
import { usePreferences } from '../../preferences.ts';
import type { TableWords } from './words-en.ts';

/** One column of the table beside the names. */
export interface Column {
  /** As the address and the preferences have it. */
  id: string;
  label: string;
  /** In pixels. */
  wide: number;
  /** What it is sorted by; it cannot be sorted without. */
  sort?: string;
  /** What can be written into it. */
  field?: PersonField;
}

/** Fields that the table shows before anybody has chosen. */
const mostFields = 4;

const keyOf = ({ id }: PersonField) => `field:${id}`;

/** All columns that there are. */
function allColumns(fields: PersonField[], { columns }: TableWords): Column[] {
  return [
    { id: 'phone', label: columns.phone, wide: 168 },
    { id: 'groups', label: columns.groups, wide: 200 },
    { id: 'heard', label: columns.heard, wide: 132, sort: 'heard' },
    { id: 'created', label: columns.created, wide: 132, sort: 'created' },
    ...fields.map((field) => ({ id: keyOf(field), label: field.name, wide: 150, sort: keyOf(field), field })),
  ];
}

/** The columns that this member has chosen, in their order, and how to choose. */
export function useColumns(words: TableWords): { all: Column[]; shown: Column[]; choose: (ids: string[]) => void } {
  const { preferences, change } = usePreferences();
  const fields = useQuery(fieldsQuery).data;
  const chosen = preferences.peopleColumns;
  return useMemo(() => {
    const all = allColumns(fields ?? [], words);
    const ids = chosen ?? ['phone', 'groups', 'heard', ...(fields ?? []).slice(0, mostFields).map(keyOf)];
    const shown = ids.flatMap((id) => all.find((column) => column.id === id) ?? []);
    return { all, shown, choose: (peopleColumns: string[]) => change({ peopleColumns }) };
  }, [fields, words, chosen, change]);
}
