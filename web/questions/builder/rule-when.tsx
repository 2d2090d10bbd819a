import { Blank } from '../../ui/blank.tsx';
import styles from '../../ui/controls.module.css';
import { Labelled, NumberInput, OneOf, Select, SomeOf } from '../../ui/controls.tsx';
import { useAnswerWords } from '../../words/answers.ts';
import type { Rule, Step } from '../content.ts';
import { useSay } from '../say.ts';
import { useBuilderWords } from './words.ts';

type When = Rule['when'];
type OnAnswer = Extract<When, { step: number }>;

interface Given {
  when: When;
  steps: Step[];
  change: (when: When) => void;
}

const waits = [30, 60, 120, 240, 480, 720, 1_440, 2_880];

/** The ids that an answer to a step may have, where it has any. */
function idsOf({ answering }: Step): string[] {
  if (answering.kind === 'yes_no') return ['yes', 'no'];
  return 'choices' in answering ? answering.choices.map(({ id }) => id) : [];
}

const isNumber = ({ answering }: Step) => answering.kind === 'number' || answering.kind === 'scale';

/** On what something happens by itself. */
export function RuleWhen({ when, steps, change }: Given) {
  const { rules } = useBuilderWords();
  const say = useSay();
  // Only of choices and of numbers can it be said which are meant.
  const first = steps.findIndex((step) => isNumber(step) || idsOf(step).length > 0);
  const kind = when === 'unclear' ? 'unclear' : 'step' in when ? 'answer' : 'silent';
  const fresh = (): Record<typeof kind, When> => ({
    answer: onAnswer(steps, Math.max(0, first)),
    silent: { silentForMinutes: 240 },
    unclear: 'unclear',
  });
  const kinds = (['answer', 'silent', 'unclear'] as const).filter((each) => each !== 'answer' || first >= 0);
  return (
    <Blank label={rules.when} words={useSayWhen(steps)(when)}>
      <OneOf
        legend={rules.when}
        options={kinds.map((value) => ({ value, words: rules.whens[value] }))}
        value={kind}
        choose={(chosen) => change(fresh()[chosen])}
      />
      {when !== 'unclear' && 'silentForMinutes' in when && (
        <Labelled label={rules.silentFor}>
          <Select
            options={[...new Set([...waits, when.silentForMinutes])]
              .sort((a, b) => a - b)
              .map((value) => ({ value, words: say.minutes(value) }))}
            value={when.silentForMinutes}
            choose={(silentForMinutes) => change({ silentForMinutes })}
          />
        </Labelled>
      )}
      {when !== 'unclear' && 'step' in when && <WhichAnswer when={when} steps={steps} change={change} />}
    </Blank>
  );
}

function onAnswer(steps: Step[], step: number): OnAnswer {
  const ids = idsOf(steps[step] as Step);
  return { step, answer: ids.length > 0 ? { ids: ids.slice(-1) } : { atLeast: 1 } };
}

function WhichAnswer({ when, steps, change }: { when: OnAnswer; steps: Step[]; change: (when: When) => void }) {
  const { rules, answer, steps: words } = useBuilderWords();
  const answers = useAnswerWords();
  const step = steps[when.step] ?? (steps[0] as Step);
  const askable = steps
    .map((_, at) => at)
    .filter((at) => isNumber(steps[at] as Step) || idsOf(steps[at] as Step).length > 0);
  return (
    <>
      {askable.length > 1 && (
        <Labelled label={rules.whichStep}>
          <Select
            options={askable.map((at) => ({ value: at, words: words.title(at + 1) }))}
            value={when.step}
            choose={(at) => change(onAnswer(steps, at))}
          />
        </Labelled>
      )}
      {'ids' in when.answer ? (
        <SomeOf
          legend={rules.oneOf}
          options={idsOf(step).map((id) => ({
            value: id,
            words: answers.value({ kind: 'choice', ids: [id] }, step.answering),
          }))}
          values={when.answer.ids}
          change={(ids) => ids.length > 0 && change({ ...when, answer: { ids } })}
        />
      ) : (
        <div className={styles.pair}>
          {(['atLeast', 'atMost'] as const).map((bound) => (
            <Labelled key={bound} label={bound === 'atLeast' ? answer.min : answer.max}>
              <NumberInput
                step="any"
                value={(when.answer as { atLeast?: number; atMost?: number })[bound]}
                change={(number) => change({ ...when, answer: { ...when.answer, [bound]: number } })}
              />
            </Labelled>
          ))}
        </div>
      )}
    </>
  );
}

function useSayWhen(steps: Step[]): (when: When) => string {
  const { rules } = useBuilderWords();
  const answers = useAnswerWords();
  const say = useSay();
  return (when) => {
    if (when === 'unclear') return rules.say.unclear;
    if ('silentForMinutes' in when) return rules.say.silent(say.minutes(when.silentForMinutes));
    const { answering } = steps[when.step] ?? (steps[0] as Step);
    const { answer } = when;
    if ('ids' in answer)
      return rules.say.answer(
        answer.ids.map((id) => answers.value({ kind: 'choice', ids: [id] }, answering)).join(', '),
      );
    const [least, most] = [answer.atLeast, answer.atMost].map((bound) => (bound === undefined ? '' : String(bound)));
    if (least && most) return rules.say.between(least, most);
    return most ? rules.say.atMost(most) : rules.say.atLeast(least || '…');
  };
}
