import { Link } from '@tanstack/react-router';
import { api } from '../../api.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { useNow } from '../../ui/clock.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { moment } from '../../words/formats.ts';
import styles from './import.module.css';
import { Kept } from './kept.tsx';
import { Rejected } from './problems.tsx';
import { Progress } from './progress.tsx';
import type { Import } from './queries.ts';
import { useStep } from './use-step.ts';
import { useImportWords } from './words.ts';

/** What became of an import that has been written, or is being: how far it is, and how it can be taken back. */
export function Outcome({ one }: { one: Import }) {
  const words = useImportWords();
  const params = { path: { id: one.id } };
  const stop = useStep(() => api.DELETE('/api/v1/imports/{id}/writing', { params }));
  const goOn = useStep(() => api.POST('/api/v1/imports/{id}/writing', { params }));
  const undo = useStep(() => api.POST('/api/v1/imports/{id}/undo', { params }));
  const now = useNow(60_000);
  const isLate = one.undoUntil === null || now > Date.parse(one.undoUntil);
  const { counts, state } = one;
  return (
    <div className={styles.step}>
      {state === 'writing' && <Progress done={one.done} of={one.rows} label={words.writing(one.done, one.rows)} />}
      {state === 'undoing' && <Progress done={one.done} of={one.rows} label={words.undoing(one.done, one.rows)} />}
      {(state === 'writing' || state === 'undoing') && <p className={styles.hint}>{words.leave}</p>}
      <p role="status">
        <strong>
          {state === 'written' && words.isWritten}
          {state === 'stopped' && words.isStopped}
          {state === 'undone' && words.isUndone}
        </strong>
      </p>
      {state === 'written' && (
        <ul className={styles.outcomes}>
          {counts.new > 0 && <li>{words.added(counts.new)}</li>}
          {counts.change > 0 && <li>{words.changed(counts.change)}</li>}
          {counts.same > 0 && <li>{words.counts.same(counts.same)}</li>}
          {counts.rejected > 0 && <li>{words.counts.rejected(counts.rejected)}</li>}
        </ul>
      )}
      {state === 'undone' && counts.kept > 0 && <Kept one={one} />}
      <ErrorNote error={stop.error ?? goOn.error ?? undo.error} />
      <div className={styles.acts}>
        {state === 'written' && (
          <Link to="/people" className={buttonClass('primary')}>
            {words.toPeople}
          </Link>
        )}
        {state === 'writing' && (
          <Button isBusy={stop.isPending} onClick={() => stop.mutate()}>
            {words.stop}
          </Button>
        )}
        {state === 'stopped' && (
          <Button look="primary" isBusy={goOn.isPending} onClick={() => goOn.mutate()}>
            {words.goOn}
          </Button>
        )}
        {(state === 'written' || state === 'stopped') && !isLate && (
          <Button isBusy={undo.isPending} onClick={() => undo.mutate()}>
            {words.undo}
          </Button>
        )}
        {counts.rejected > 0 && (state === 'written' || state === 'stopped') && <Rejected one={one} />}
        <Link to="/people/import" className={buttonClass('quiet')}>
          {words.another}
        </Link>
      </div>
      {(state === 'written' || state === 'stopped') && !isLate && one.undoUntil && (
        <p className={styles.hint}>{words.undoUntil(moment(one.undoUntil))}</p>
      )}
    </div>
  );
}
