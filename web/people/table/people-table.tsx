import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useLayoutEffect, useState } from 'react';
import { Blocks } from '../../ui/blocks.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { focusIfLost } from '../../ui/focus.ts';
import { LateInput } from '../filter/controls.tsx';
import { countConditions, readyPart } from '../filter/filter.ts';
import { FilterEditor } from '../filter/filter-editor.tsx';
import { allOf, countQuery, mostCounted, type TableRow, valueIn, type Wanted } from '../rows.ts';
import { usePeopleWords } from '../words.ts';
import styles from './bars.module.css';
import { ColumnChoice } from './column-choice.tsx';
import { type Column, useColumns } from './columns.ts';
import { canBringBack, Removals } from './removals.tsx';
import type { Chosen } from './remove.tsx';
import { countSelected, useSelection } from './selection.ts';
import { SelectionBar } from './selection-bar.tsx';
import { type Editing, PeopleGrid } from './table.tsx';
import { type PeopleAct, useAct } from './use-act.ts';
import { useRows } from './use-rows.ts';
import { useTableWords } from './words.ts';

interface Given {
  wanted: Wanted;
  want: (change: Partial<Wanted>) => void;
  /** What is shown while the team has nobody. */
  empty: ReactNode;
}

/** The table of people with what finds them, and what is done with many. */
export function PeopleTable({ wanted, want, empty }: Given) {
  const words = useTableWords();
  const people = usePeopleWords();
  const filter = wanted.filter && readyPart(wanted.filter);
  const asked: Wanted = { ...wanted, filter: filter && filter.conditions.length > 0 ? filter : undefined };
  const [isEditing, setEditing] = useState(
    countConditions(wanted.filter) > 0 && matchMedia('(width >= 760px)').matches,
  );
  const [editing, setEditingCell] = useState<Editing>(null);
  const [seenTo, seen] = useState(0);
  const { rows, query } = useRows(asked, seenTo);
  const counted = useQuery(countQuery(asked));
  const count = Math.max(counted.data ?? 0, rows.length);
  const columns = useColumns(words);
  const { selection, ...select } = useSelection(JSON.stringify([asked.q, asked.filter]));
  const chosen = selection.isAll ? allOf(asked, [...selection.ids]) : { ids: [...selection.ids] };
  const { write, act } = useChanges(chosen, countSelected(selection, count));
  const openPerson = useOpen();
  const selected = countSelected(selection, count);
  const isEverybody = !asked.q?.trim() && !asked.filter;
  const n = countConditions(wanted.filter);
  const isNobody = rows.length === 0 && !editing;
  useLayoutEffect(() => {
    // Their row went with the end of what was written in it.
    if (isNobody && query.data) focusIfLost(document.getElementById('content'));
  }, [isNobody, query.data]);
  if (query.data && isNobody && isEverybody && !isEditing)
    return (
      <div className={styles.table}>
        <Removals key="removals" />
        {empty}
      </div>
    );
  return (
    <div className={styles.table}>
      <div className={styles.tools}>
        <LateInput
          type="search"
          label={people.search}
          placeholder={people.search}
          value={wanted.q ?? ''}
          change={(q) => want({ q: q || undefined })}
        />
        <Button aria-expanded={isEditing} onClick={() => setEditing(!isEditing)}>
          {n > 0 ? words.filterOn(n) : words.filter}
        </Button>
        <span className={styles.columnChoice}>
          <ColumnChoice {...columns} />
        </span>
        <span className={styles.count} role="status">
          {counted.data !== undefined && (count >= mostCounted ? words.countOrMore(count) : words.count(count))}
        </span>
      </div>
      {isEditing && (
        <FilterEditor
          filter={wanted.filter ?? { match: 'all', conditions: [] }}
          change={(next) => want({ filter: next.conditions.length > 0 ? next : undefined })}
        >
          {asked.filter && (
            <Link to="/people/groups" search={{ filter: asked.filter }} className={buttonClass('quiet')}>
              {words.keepAsGroup}
            </Link>
          )}
        </FilterEditor>
      )}
      <ErrorNote error={query.error ?? counted.error} retry={() => [query.refetch(), counted.refetch()]} />
      {/* One and the same whether there are people or not: it goes on where it was. */}
      <Removals key="removals" />
      {selected > 0 && (
        <SelectionBar
          count={selected}
          chosen={chosen}
          clear={select.clear}
          act={act}
          removed={(id) => {
            canBringBack(words.did.remove(selected), id);
            select.clear();
          }}
        />
      )}
      {!query.data ? (
        !query.error && <Blocks />
      ) : isNobody ? (
        <Empty text={words.nobodyFits}>
          <Button onClick={() => want({ q: undefined, filter: undefined })}>{words.clearFilter}</Button>
        </Empty>
      ) : (
        <PeopleGrid
          rows={rows}
          count={count}
          columns={columns.shown}
          wanted={wanted}
          sort={(by) => want({ sort: (wanted.sort ?? 'name') === by ? `-${by}` : by === 'name' ? undefined : by })}
          selection={selection}
          {...select}
          write={write}
          editing={editing}
          setEditing={setEditingCell}
          open={openPerson}
          seen={seen}
        />
      )}
    </div>
  );
}

/** How one cell is changed, and all who are selected. */
function useChanges(chosen: Chosen, n: number) {
  const words = useTableWords();
  const perform = useAct();
  const said = { nothing: words.nothingToDo, failed: words.failed };
  const write = (read: TableRow, column: Column | null, value: string): void => {
    const ids = [read.id];
    const unsaved = (what: string) => words.unsaved(what, value || words.nothing);
    if (!column)
      perform(
        1,
        { ids, act: 'rename', name: value },
        { ...said, did: () => words.did.rename, unsaved: unsaved(words.nameOf(read.name)) },
        (row) => ({ ...row, name: value.trim() || row.name }),
        { read, of: ({ name }) => name },
      );
    else if (column.field) {
      const { field } = column;
      const { id: fieldId, name } = field;
      perform(
        1,
        { ids, act: 'set_field', fieldId, value },
        { ...said, did: () => words.did.set(name, 1), unsaved: unsaved(words.fieldOf(column.label, read.name)) },
        (row) => ({ ...row, fields: { ...row.fields, [name]: value } }),
        { read, of: (one) => valueIn(one, field) },
      );
    }
  };
  const act = (wanted: Omit<PeopleAct, 'ids' | 'all'>, did: (n: number) => string): void => {
    if (n > 0) perform(n, { ...chosen, ...wanted }, { ...said, did });
  };
  return { write, act };
}

function useOpen(): (row: TableRow) => void {
  const navigate = useNavigate();
  return ({ id }) => void navigate({ to: '/people/$personId', params: { personId: id } });
}
