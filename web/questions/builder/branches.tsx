import { NumberInput, Select } from '../../ui/controls.tsx';
import { useAnswerWords } from '../../words/answers.ts';
import type { Step } from '../content.ts';
import styles from './steps.module.css';
import { useBuilderWords } from './words.ts';

type Branch = NonNullable<Step['branches']>[number];
type GoTo = Branch['goTo'] | 'next';

interface Given {
  steps: Step[];
  at: number;
  change: (branches: Branch[]) => void;
}

/** Where each answer leads; as a rule to the next question. */
export function Branches({ steps, at, change }: Given) {
  const { answering, branches = [] } = steps[at] as Step;
  if (answering.kind === 'number' || answering.kind === 'scale')
    return <ByBound steps={steps} at={at} change={change} />;
  const ids =
    answering.kind === 'yes_no' ? ['yes', 'no'] : 'choices' in answering ? answering.choices.map(({ id }) => id) : [];
  return ids.length > 0 && <ByAnswer steps={steps} at={at} ids={ids} branches={branches} change={change} />;
}

function ByAnswer({ steps, at, ids, branches, change }: Given & { ids: string[]; branches: Branch[] }) {
  const { steps: words } = useBuilderWords();
  const answers = useAnswerWords();
  const ways = useWays(steps, at);
  const { answering } = steps[at] as Step;
  const branchOf = (id: string) => branches.find(({ when }) => 'ids' in when && when.ids.includes(id));
  return (
    <ul className={styles.branches}>
      {ids.map((id) => {
        const label = words.goOn(answers.value({ kind: 'choice', ids: [id] }, answering));
        return (
          <li key={id}>
            <span>{label}</span>
            <Select
              aria-label={label}
              options={ways}
              value={branchOf(id)?.goTo ?? ('next' as GoTo)}
              choose={(goTo) => {
                const others = branches.flatMap((branch) => {
                  if (!('ids' in branch.when) || !branch.when.ids.includes(id)) return [branch];
                  const left = branch.when.ids.filter((each) => each !== id);
                  return left.length > 0 ? [{ ...branch, when: { ids: left } }] : [];
                });
                change(goTo === 'next' ? others : [...others, { when: { ids: [id] }, goTo }]);
              }}
            />
          </li>
        );
      })}
    </ul>
  );
}

/** A number leads elsewhere from a bound on. */
function ByBound({ steps, at, change }: Given) {
  const { steps: words } = useBuilderWords();
  const [branch] = (steps[at] as Step).branches ?? [];
  const bound = branch && 'atLeast' in branch.when ? (branch.when.atLeast ?? 1) : 1;
  const set = (atLeast: number, goTo: GoTo) => change(goTo === 'next' ? [] : [{ when: { atLeast }, goTo }]);
  return (
    <ul className={styles.branches}>
      <li>
        <span>{words.from(String(bound))}</span>
        {branch && (
          <NumberInput
            aria-label={words.bound}
            value={bound}
            change={(from) => from !== undefined && set(from, branch.goTo)}
          />
        )}
        <Select
          aria-label={words.from(String(bound))}
          options={useWays(steps, at)}
          value={branch?.goTo ?? ('next' as GoTo)}
          choose={(goTo) => set(bound, goTo)}
        />
      </li>
    </ul>
  );
}

function useWays(steps: Step[], at: number): { value: GoTo; words: string }[] {
  const { steps: words } = useBuilderWords();
  const further = steps.map((_, to) => to).filter((to) => to > at + 1);
  return [
    { value: 'next', words: words.next },
    ...further.map((to) => ({ value: to, words: words.to(to + 1) })),
    { value: 'end', words: words.end },
  ];
}
