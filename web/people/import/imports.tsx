import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { meQuery } from '../../queries.ts';
import { Blocks } from '../../ui/blocks.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { moment } from '../../words/formats.ts';
import { PeopleArea } from '../area.tsx';
import { ChooseFile } from './choose-file.tsx';
import styles from './import.module.css';
import { importsQuery } from './queries.ts';
import { useImportWords } from './words.ts';

/** Where a file of people is brought, and the imports of before. */
export function Imports() {
  const words = useImportWords();
  const { role } = useSuspenseQuery(meQuery).data;
  const { data: imports, error, refetch } = useQuery({ ...importsQuery, staleTime: 0 });
  return (
    <PeopleArea title={words.title}>
      {role === 'member' ? <p>{words.mayNot}</p> : <ChooseFile />}
      <section className={styles.past} aria-label={words.past}>
        <h2>{words.past}</h2>
        <ErrorNote error={error} retry={refetch} />
        {!imports && !error && <Blocks />}
        {imports?.length === 0 && <p className={styles.hint}>{words.none}</p>}
        <ul className={styles.list}>
          {imports?.map((one) => (
            <li key={one.id}>
              <Link to="/people/import/$importId" params={{ importId: one.id }}>
                <bdi>{one.fileName}</bdi>
              </Link>
              <span className={styles.hint}>{words.by(one.by.name, moment(one.createdAt))}</span>
              <span>{words.rows(one.rows)}</span>
              <span>{words.states[one.state]}</span>
            </li>
          ))}
        </ul>
      </section>
    </PeopleArea>
  );
}
