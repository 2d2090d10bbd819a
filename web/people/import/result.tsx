import { useId, useState } from 'react';
import { api } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from './import.module.css';
import type { Import, ImportRow } from './queries.ts';
import { Rows } from './rows.tsx';
import type { Step } from './steps.tsx';
import { useStep } from './use-step.ts';
import { useImportWords } from './words.ts';

const shown = ['new', 'change', 'same', 'repeat', 'rejected'] as const satisfies ImportRow['outcome'][];

/** What will happen, in numbers and row by row; the one act that writes it. */
export function Result({ one, go }: { one: Import; go: (step: Step) => void }) {
  const words = useImportWords();
  const list = useId();
  const { counts } = one;
  const found = shown.filter((outcome) => counts[outcome] > 0);
  const [open, setOpen] = useState<ImportRow['outcome'] | null>(found[0] ?? null);
  const write = useStep(() => api.POST('/api/v1/imports/{id}/writing', { params: { path: { id: one.id } } }));
  const all = counts.new + counts.change;
  return (
    <section className={styles.step} aria-label={words.result}>
      <h2>{words.result}</h2>
      <ul className={styles.outcomes}>
        {found.map((outcome) => (
          <li key={outcome}>
            <Button
              look="text"
              aria-expanded={open === outcome}
              aria-controls={list}
              onClick={() => setOpen(open === outcome ? null : outcome)}
            >
              {words.counts[outcome](counts[outcome])}
            </Button>
          </li>
        ))}
      </ul>
      {all === 0 && <p className={styles.hint}>{words.nothingToWrite}</p>}
      <ErrorNote error={write.error} />
      <div className={styles.acts}>
        {all > 0 && (
          <Button look="primary" isBusy={write.isPending} onClick={() => write.mutate()}>
            {words.write(all)}
          </Button>
        )}
        <Button look="quiet" onClick={() => go('problems')}>
          {words.back}
        </Button>
      </div>
      <div id={list}>{open && <Rows key={open} one={one} show={open} />}</div>
    </section>
  );
}
