import { Blank } from '../../ui/blank.tsx';
import { OneOf } from '../../ui/controls.tsx';
import type { Answering } from '../content.ts';
import { useSay } from '../say.ts';
import { AnswerBounds } from './answer-bounds.tsx';
import { ChoiceList } from './choice-list.tsx';
import { useBuilderWords } from './words.ts';

interface Given {
  label: string;
  answering: Answering;
  change: (answering: Answering) => void;
  fault: string | undefined;
}

const kinds = ['yes_no', 'choice', 'choices', 'number', 'scale', 'time', 'date', 'text', 'photo'] as const;

/** What kind of answer is wanted, with what belongs to it. */
export function Answer({ label, answering, change, fault }: Given) {
  const { answer } = useBuilderWords();
  const say = useSay();

  function choose(kind: Answering['kind']): void {
    const choices =
      'choices' in answering ? answering.choices : ['1', '2'].map((id) => ({ id: `choice-${id}`, label: '' }));
    if (kind === 'choice' || kind === 'choices') change({ kind, choices });
    else change(kind === 'scale' ? { kind, min: 1, max: 5 } : { kind });
  }

  return (
    <Blank label={label} words={say.answering(answering)} fault={fault}>
      <OneOf
        legend={answer.kind}
        options={kinds.map((value) => ({ value, words: answer.kinds[value] }))}
        value={answering.kind}
        choose={choose}
      />
      {'choices' in answering && (
        <ChoiceList choices={answering.choices} fault={fault} change={(choices) => change({ ...answering, choices })} />
      )}
      <AnswerBounds answering={answering} change={change} />
    </Blank>
  );
}
