import { useQuery } from '@tanstack/react-query';
import { askedQuery, type Condition } from '../rows.ts';
import { Days, LateInput, Select } from './controls.tsx';
import { useFilterWords } from './words.ts';

type AnswerCondition = Extract<Condition, { kind: 'answer' }>;

interface Given {
  condition: AnswerCondition;
  change: (condition: AnswerCondition) => void;
}

/** What is wanted of the answer to a question, and since when. */
export function AnswerFields({ condition, change }: Given) {
  const words = useFilterWords();
  const questions = useQuery(askedQuery).data ?? [];
  const { questionId, is, said = '', days } = condition;
  const with_ = (next: Partial<AnswerCondition>): void => {
    const { days: _, said: __, ...rest } = { ...condition, ...next };
    const [newDays, newSaid] = ['days' in next ? next.days : days, 'said' in next ? next.said : said];
    change({ ...rest, ...(rest.is === 'said' && { said: newSaid ?? '' }), ...(newDays && { days: newDays }) });
  };
  return (
    <>
      <Select label={words.kinds.answer} value={questionId} change={(id) => with_({ questionId: id, is: 'answered' })}>
        {questions.map((question) => (
          <option key={question.id} value={question.id}>
            {question.name}
          </option>
        ))}
      </Select>
      <Select label={words.test} value={is} change={(next) => with_({ is: next as AnswerCondition['is'] })}>
        {Object.entries(words.answers).map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      {is === 'said' && <Said questionId={questionId} said={said} change={(next) => with_({ said: next })} />}
      <Select
        label={words.when}
        value={days ? 'days' : 'last'}
        change={(value) => with_({ days: value === 'days' ? 30 : undefined })}
      >
        <option value="last">{words.lastRound}</option>
        <option value="days">{words.within}</option>
      </Select>
      {days && <Days value={days} change={(next) => with_({ days: next })} />}
    </>
  );
}

function Said({ questionId, said, change }: { questionId: string; said: string; change: (said: string) => void }) {
  const words = useFilterWords();
  const answering = useQuery(askedQuery).data?.find(({ id }) => id === questionId)?.content.steps[0]?.answering;
  const choices =
    answering?.kind === 'yes_no'
      ? Object.entries(words.yesNo)
      : answering && 'choices' in answering
        ? answering.choices.map(({ id, label }) => [id, label] as const)
        : null;
  if (!choices) return <LateInput label={words.said} value={said} change={change} />;
  return (
    <Select label={words.said} value={said} change={change}>
      <option value="">{words.choose}</option>
      {choices.map(([id, label]) => (
        <option key={id} value={id}>
          {label}
        </option>
      ))}
    </Select>
  );
}
