import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Blocks } from '../../ui/blocks.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { PeopleArea } from '../area.tsx';
import { Columns } from './columns.tsx';
import { Defaults } from './defaults.tsx';
import styles from './import.module.css';
import { Outcome } from './outcome.tsx';
import { Problems } from './problems.tsx';
import { importQuery } from './queries.ts';
import { Result } from './result.tsx';
import { type Step, Steps } from './steps.tsx';
import { useImportWords } from './words.ts';

/** One import: its steps while nothing is written yet, and then what became of it. */
export function ImportPage({ importId, step, go }: { importId: string; step: Step; go: (step: Step) => void }) {
  const words = useImportWords();
  const { data: one, error, refetch } = useQuery({ ...importQuery(importId), staleTime: 0 });
  const isOpen = one && ['matching', 'checking', 'checked'].includes(one.state);
  // What is not looked at has neither problems nor a result.
  const at = one?.state === 'matching' && step !== 'columns' ? 'defaults' : step;
  return (
    <PeopleArea title={one?.fileName ?? words.title}>
      <p className={styles.up}>
        <Link to="/people/import">{words.toAll}</Link>
      </p>
      <ErrorNote error={error} retry={refetch} />
      {!one && !error && <Blocks />}
      {one && !isOpen && <Outcome one={one} />}
      {one && isOpen && (
        <>
          <Steps one={one} at={one.state === 'checking' ? 'problems' : at} go={go} />
          {one.state === 'checking' ? (
            <Problems one={one} go={go} />
          ) : (
            <>
              {at === 'columns' && <Columns one={one} next={() => go('defaults')} />}
              {at === 'defaults' && <Defaults one={one} go={go} />}
              {at === 'problems' && <Problems one={one} go={go} />}
              {at === 'result' && <Result one={one} go={go} />}
            </>
          )}
        </>
      )}
    </PeopleArea>
  );
}
