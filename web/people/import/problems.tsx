import { Button, buttonClass } from '../../ui/button.tsx';
import { useLanguage } from '../../words/words.ts';
import styles from './import.module.css';
import { Progress } from './progress.tsx';
import { PutAway } from './put-away.tsx';
import type { Import } from './queries.ts';
import { Rows } from './rows.tsx';
import type { Step } from './steps.tsx';
import { useImportWords } from './words.ts';

/** How far the looking is, and then which rows cannot be imported, and why. */
export function Problems({ one, go }: { one: Import; go: (step: Step) => void }) {
  const words = useImportWords();
  const { rejected } = one.counts;
  const isLooking = one.state === 'checking';
  return (
    <div className={styles.step}>
      {isLooking ? (
        <>
          <Progress done={one.done} of={one.rows} label={words.looking(one.done, one.rows)} />
          <p className={styles.hint}>
            {words.nothingYet} {words.leave}
          </p>
          <div className={styles.acts}>
            <PutAway one={one} />
          </div>
        </>
      ) : (
        <>
          <p role="status">
            <strong>{rejected > 0 ? words.problems(rejected) : words.noProblems}</strong>
          </p>
          {rejected > 0 && <p className={styles.hint}>{words.problemsLead}</p>}
          <div className={styles.acts}>
            <Button look="primary" onClick={() => go('result')}>
              {words.next}
            </Button>
            {rejected > 0 && <Rejected one={one} />}
            <Button look="quiet" onClick={() => go('columns')}>
              {words.changeColumns}
            </Button>
          </div>
          {rejected > 0 && <Rows one={one} show="rejected" />}
        </>
      )}
    </div>
  );
}

/** The file of the rows that were left out. */
export function Rejected({ one }: { one: Import }) {
  const words = useImportWords();
  const language = useLanguage();
  return (
    <a className={buttonClass()} href={`/api/v1/imports/${one.id}/rejected.csv?language=${language}`} download>
      {words.download}
    </a>
  );
}
