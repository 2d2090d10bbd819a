import { useLayoutEffect, useRef } from 'react';
import { Button } from '../../ui/button.tsx';
import styles from './import.module.css';
import type { Import } from './queries.ts';
import { useImportWords } from './words.ts';

export const steps = ['columns', 'defaults', 'problems', 'result'] as const;
export type Step = (typeof steps)[number];

/** The steps of an import: those that can be gone to are buttons. */
export function Steps({ one, at, go }: { one: Import; at: Step; go: (step: Step) => void }) {
  const words = useImportWords();
  const list = useRef<HTMLOListElement>(null);
  const shown = useRef(at);
  useLayoutEffect(() => {
    // The button that leads on is at the end of a step, and the next one begins here.
    if (at !== shown.current) list.current?.scrollIntoView({ block: 'nearest' });
    shown.current = at;
  }, [at]);
  const canGo = (step: Step) =>
    step !== at && one.state !== 'checking' && (one.state === 'checked' || step === 'columns' || step === 'defaults');
  return (
    <nav aria-label={words.stepsOf}>
      <ol ref={list} className={styles.steps}>
        {steps.map((step, place) => (
          <li key={step} aria-current={step === at ? 'step' : undefined}>
            <span aria-hidden>{place + 1}</span>
            {canGo(step) ? (
              <Button look="text" onClick={() => go(step)}>
                {words.steps[step]}
              </Button>
            ) : (
              words.steps[step]
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
