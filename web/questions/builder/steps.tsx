import { Button } from '../../ui/button.tsx';
import { Words } from '../../ui/controls.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { Content, Step } from '../content.ts';
import { Answer } from './answer.tsx';
import { Branches } from './branches.tsx';
import { type Faults, faultOf } from './faults.ts';
import styles from './steps.module.css';
import { withoutStep } from './without-step.ts';
import { useBuilderWords } from './words.ts';

interface Given {
  content: Content;
  change: (changed: Partial<Content>) => void;
  faults: Faults;
}

const most = 20;

/** What is asked after the first question, and how the answers lead from one to another. */
export function Steps({ content, change, faults }: Given) {
  const { steps: words, lead } = useBuilderWords();
  const { steps } = content;
  const set = (at: number, changed: Partial<Step>) =>
    change({ steps: steps.with(at, { ...(steps[at] as Step), ...changed }) });
  return (
    <section className={styles.steps} aria-label={words.add}>
      {steps.length > 1 && <Branches steps={steps} at={0} change={(branches) => set(0, { branches })} />}
      <ol start={2}>
        {steps.slice(1).map((step, i) => {
          const at = i + 1;
          return (
            <li key={at}>
              <div className={styles.head}>
                <h3>{words.title(at + 1)}</h3>
                <Button look="icon" onClick={() => change({ steps: withoutStep(steps, at) })}>
                  <Icon name="close" label={words.remove(at + 1)} />
                </Button>
              </div>
              <Words
                aria-label={words.words(at + 1)}
                aria-invalid={faultOf(faults, `steps.${at}.words`) ? true : undefined}
                autoFocus={step.words === ''}
                value={step.words}
                change={(text) => set(at, { words: text })}
              />
              {faultOf(faults, `steps.${at}.words`) && (
                <p className={styles.bad}>{faultOf(faults, `steps.${at}.words`)}</p>
              )}
              <p className={styles.answer}>
                {lead.answer}{' '}
                <Answer
                  label={words.answer(at + 1)}
                  answering={step.answering}
                  change={(answering) =>
                    set(at, { answering, ...(answering.kind !== step.answering.kind && { branches: [] }) })
                  }
                  fault={faultOf(faults, `steps.${at}.answering`)}
                />
              </p>
              {at < steps.length - 1 && <Branches steps={steps} at={at} change={(branches) => set(at, { branches })} />}
            </li>
          );
        })}
      </ol>
      {steps.length < most && (
        <Button look="text" onClick={() => change({ steps: [...steps, { words: '', answering: { kind: 'text' } }] })}>
          {words.add}
        </Button>
      )}
    </section>
  );
}
