import { useState } from 'react';
import { api, Refused } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from './import.module.css';
import { PutAway } from './put-away.tsx';
import type { Import } from './queries.ts';
import { useStep } from './use-step.ts';
import { useImportWords } from './words.ts';

type Column = Pick<Import['columns'][number], 'meaning' | 'field'>;

/** A person has no more of them. */
const mostFields = 100;

/** Says what is in each column, with a few cells of it. */
export function Columns({ one, next }: { one: Import; next: () => void }) {
  const words = useImportWords();
  const [columns, setColumns] = useState<Column[]>(one.columns);
  const params = { path: { id: one.id } };
  const save = useStep((body: { matching?: Column[]; hasHeader?: boolean }) =>
    api.PATCH('/api/v1/imports/{id}', { params, body }),
  );
  const faults = save.error instanceof Refused ? (save.error.problem.fields ?? {}) : {};
  const change = (at: number, changed: Partial<Column>) =>
    setColumns(columns.map((column, place) => (place === at ? { ...column, ...changed } : column)));
  const isSaved = JSON.stringify(columns.map(plain)) === JSON.stringify(one.columns.map(plain));
  return (
    <form
      className={styles.step}
      onSubmit={(event) => {
        event.preventDefault();
        if (isSaved) next();
        else save.mutate({ matching: columns.map(plain) }, { onSuccess: next });
      }}
    >
      <p>{words.columnsLead}</p>
      <p className={styles.hint}>
        {words.written(
          (one.encoding ?? '').replace('utf', 'UTF').replace('w', 'W'),
          words.delimiters[one.delimiter ?? ''] ?? one.delimiter ?? '',
        )}
      </p>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={one.hasHeader}
          onChange={(event) =>
            save.mutate({ hasHeader: event.currentTarget.checked }, { onSuccess: (saved) => setColumns(saved.columns) })
          }
        />
        {words.hasHeader}
      </label>
      <ul className={styles.columns}>
        {one.columns.map(({ heading, examples }, at) => {
          const name = heading || words.column(at + 1);
          const column = columns[at] as Column;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place.
            <li key={at} data-out={column.meaning === 'nothing' || undefined}>
              <bdi className={styles.heading}>{name}</bdi>
              <span className={styles.examples}>
                <bdi>{[...new Set(examples)].join(' · ')}</bdi>
              </span>
              <select
                aria-label={words.meaningOf(name)}
                value={column.meaning}
                onChange={(event) => {
                  const meaning = event.currentTarget.value as Column['meaning'];
                  change(at, { meaning, field: meaning === 'field' ? (column.field ?? name) : null });
                }}
              >
                {Object.entries(words.meanings).map(([meaning, said]) => (
                  <option key={meaning} value={meaning}>
                    {said}
                  </option>
                ))}
              </select>
              {column.meaning === 'field' && (
                <input
                  aria-label={words.fieldOf(name)}
                  aria-invalid={faults[`matching.${at}`] ? true : undefined}
                  value={column.field ?? ''}
                  maxLength={100}
                  onChange={(event) => change(at, { field: event.currentTarget.value })}
                />
              )}
            </li>
          );
        })}
      </ul>
      {!columns.some(({ meaning }) => meaning === 'phone') && <p className={styles.warning}>{words.noPhone}</p>}
      {columns.filter(({ meaning }) => meaning === 'field').length > mostFields && (
        <p className={styles.warning}>{words.manyFields}</p>
      )}
      <ErrorNote error={save.error} />
      <div className={styles.acts}>
        <Button type="submit" look="primary" isBusy={save.isPending}>
          {words.next}
        </Button>
        <PutAway one={one} />
      </div>
    </form>
  );
}

const plain = ({ meaning, field }: Column): Column => ({ meaning, field });
