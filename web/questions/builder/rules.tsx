import { useSuspenseQuery } from '@tanstack/react-query';
import { meQuery } from '../../queries.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { Content, Rule, Step } from '../content.ts';
import { RuleAct } from './rule-act.tsx';
import { RuleWhen } from './rule-when.tsx';
import styles from './steps.module.css';
import { useBuilderWords } from './words.ts';

interface Given {
  content: Content;
  change: (changed: Partial<Content>) => void;
  fault: string | undefined;
}

const most = 30;

/** What happens by itself on an answer, on silence, or when nobody understood: each a sentence of its own. */
export function Rules({ content, change, fault }: Given) {
  const { rules: words } = useBuilderWords();
  const me = useSuspenseQuery(meQuery).data;
  const { rules, steps } = content;
  const set = (at: number, changed: Partial<Rule>) =>
    change({ rules: rules.with(at, { ...(rules[at] as Rule), ...changed }) });

  function add(): void {
    const isYesOrNo = (steps[0] as Step).answering.kind === 'yes_no';
    const when: Rule['when'] = isYesOrNo ? { step: 0, answer: { ids: ['no'] } } : 'unclear';
    change({ rules: [...rules, { when, act: { kind: 'alert', memberIds: [me.id] } }] });
  }

  return (
    <section className={styles.steps} aria-label={words.add}>
      <ul>
        {rules.map((rule, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the first, the second
          <li key={at} className={styles.rule}>
            <p>
              {words.if} <RuleWhen when={rule.when} steps={steps} change={(when) => set(at, { when })} />{' '}
              <RuleAct act={rule.act} change={(act) => set(at, { act })} />
            </p>
            <Button look="icon" onClick={() => change({ rules: rules.toSpliced(at, 1) })}>
              <Icon name="close" label={words.remove(at + 1)} />
            </Button>
          </li>
        ))}
      </ul>
      {fault && <p className={styles.bad}>{fault}</p>}
      {rules.length < most && (
        <Button look="text" onClick={add}>
          {words.add}
        </Button>
      )}
    </section>
  );
}
