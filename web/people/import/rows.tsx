import { useInfiniteQuery } from '@tanstack/react-query';
import { sayReason } from '../../../src/domain/imports/reasons.ts';
import { nameShown } from '../../name-shown.ts';
import { Blocks } from '../../ui/blocks.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { More } from '../../ui/more.tsx';
import { useLanguage } from '../../words/words.ts';
import styles from './import.module.css';
import { type Import, type ImportRow, rowsQuery } from './queries.ts';
import { useImportWords } from './words.ts';

/** Rows of one outcome, and what each is about. */
export function Rows({ one, show }: { one: Import; show: ImportRow['outcome'] }) {
  const words = useImportWords();
  const query = useInfiniteQuery(rowsQuery(one.id, show));
  if (query.isLoadingError) return <ErrorNote error={query.error} retry={query.refetch} />;
  if (!query.data) return <Blocks />;
  return (
    <>
      <ul className={styles.rows}>
        {query.data.pages
          .flatMap(({ items }) => items)
          .map((row) => (
            <li key={row.place}>
              <span className={styles.line}>{words.line(row.line)}</span>
              <Said row={row} />
            </li>
          ))}
      </ul>
      <More query={query} />
    </>
  );
}

function Said({ row }: { row: ImportRow }) {
  const words = useImportWords();
  const language = useLanguage();
  const reason = sayReason(row.reason ?? '', language);
  if (row.outcome === 'rejected') {
    return (
      <>
        <bdi className={styles.about}>{row.about}</bdi>
        <span lang={reason ? undefined : 'en'}>{reason ?? row.reason}</span>
      </>
    );
  }
  const changes = [
    row.outcome === 'change' && row.name !== null && words.toName(row.before?.name ?? '', row.name),
    row.phones.length > 0 && (row.outcome === 'change' ? words.gets : String)(row.phonesShown.join(', ')),
    row.groups.length > 0 && words.joins(row.groups.join(', ')),
    ...Object.entries(row.fields).map(([field, value]) => {
      const before = row.before?.fields?.[field];
      return before ? `${field}: ${words.toName(before, value)}` : `${field}: ${value}`;
    }),
    row.timeZone !== null && words.zone(row.timeZone),
    row.optedOutAt !== null && words.optsOut,
    row.outcome === 'repeat' && words.wentInto(row.about ?? ''),
  ].filter((said) => typeof said === 'string');
  return (
    <>
      <bdi className={styles.about}>
        {row.outcome === 'new' ? row.name && nameShown({ ...row, name: row.name }) : row.person?.name}
      </bdi>
      <span>
        <bdi>{changes.join(' · ')}</bdi>
        {row.reason !== null && (
          <span className={styles.left} lang={reason ? undefined : 'en'}>
            {reason ?? row.reason}
          </span>
        )}
      </span>
    </>
  );
}
