import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, ask } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { More } from '../../ui/more.tsx';
import styles from './import.module.css';
import { type Import, type ImportRow, rowsQuery } from './queries.ts';
import { useImportWords } from './words.ts';

/** Whom undoing left as they are, for a decision about each. */
export function Kept({ one }: { one: Import }) {
  const words = useImportWords();
  const query = useInfiniteQuery(rowsQuery(one.id, 'kept'));
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section aria-label={words.kept(one.counts.kept)}>
      <h2>{words.kept(one.counts.kept)}</h2>
      <p className={styles.hint}>{words.keptLead}</p>
      <ErrorNote error={query.error} retry={query.refetch} />
      <ul className={styles.rows}>
        {rows.map((row) => (
          <KeptRow key={row.place} row={row} importId={one.id} />
        ))}
      </ul>
      <More query={query} />
    </section>
  );
}

function KeptRow({ row, importId }: { row: ImportRow; importId: string }) {
  const words = useImportWords();
  const client = useQueryClient();
  const { person } = row;
  const remove = useMutation({
    mutationFn: (id: string) => ask(api.DELETE('/api/v1/people/{id}', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['imports', importId, 'rows'] }),
  });
  return (
    <li>
      {person ? (
        <Link to="/people/$personId" params={{ personId: person.id }}>
          <bdi>{person.name}</bdi>
        </Link>
      ) : (
        <span className={styles.hint}>{words.isGone}</span>
      )}
      <span>{row.keptBecause && words.because[row.keptBecause]}</span>
      {person && row.outcome === 'new' && (
        <Button
          isBusy={remove.isPending}
          aria-label={words.removeNamed(person.name)}
          onClick={() => remove.mutate(person.id)}
        >
          {words.remove}
        </Button>
      )}
      <ErrorNote error={remove.error} />
    </li>
  );
}
