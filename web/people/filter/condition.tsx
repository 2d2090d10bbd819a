import { useQuery } from '@tanstack/react-query';
import { fieldsQuery } from '../../person-fields.ts';
import { groupsQuery } from '../../queries.ts';
import { askedQuery, type Condition } from '../rows.ts';
import { AnswerFields } from './answer.tsx';
import { Days, LateInput, Select } from './controls.tsx';
import { FieldFields } from './field.tsx';
import { useFilterWords } from './words.ts';

interface Given {
  condition: Condition;
  change: (condition: Condition) => void;
}

/** One condition: what it asks about, and what is wanted of that. */
export function ConditionFields({ condition, change }: Given) {
  const words = useFilterWords();
  const fields = useQuery(fieldsQuery).data ?? [];
  const groups = useQuery(groupsQuery).data ?? [];
  const questions = useQuery(askedQuery).data ?? [];
  const about = condition.kind === 'field' ? `field:${condition.fieldId}` : condition.kind;
  const choose = (next: string) => {
    const made = make(next, groups[0]?.id, questions[0]?.id);
    if (made) change(made);
  };
  return (
    <>
      <Select label={words.about} value={about} change={choose}>
        <option value="words">{words.kinds.words}</option>
        {fields.length > 0 && (
          <optgroup label={words.fields}>
            {fields.map((field) => (
              <option key={field.id} value={`field:${field.id}`}>
                {field.name}
              </option>
            ))}
          </optgroup>
        )}
        {groups.length > 0 && <option value="group">{words.kinds.group}</option>}
        {questions.length > 0 && <option value="answer">{words.kinds.answer}</option>}
        <option value="heard">{words.kinds.heard}</option>
        <option value="texted">{words.kinds.texted}</option>
        <option value="opted_out">{words.kinds.opted_out}</option>
      </Select>
      <Rest condition={condition} change={change} />
    </>
  );
}

function make(about: string, groupId: string | undefined, questionId: string | undefined): Condition | null {
  if (about.startsWith('field:')) return { kind: 'field', fieldId: about.slice(6), is: 'is', value: '' };
  switch (about) {
    case 'group':
      return groupId ? { kind: 'group', groupId, isIn: true } : null;
    case 'answer':
      return questionId ? { kind: 'answer', questionId, is: 'answered' } : null;
    case 'heard':
      return { kind: 'heard', is: 'not_within', days: 30 };
    case 'texted':
      return { kind: 'texted', is: false };
    case 'opted_out':
      return { kind: 'opted_out', is: false };
    default:
      return { kind: 'words', contains: '' };
  }
}

function Rest({ condition, change }: Given) {
  const words = useFilterWords();
  const groups = useQuery(groupsQuery).data ?? [];
  switch (condition.kind) {
    case 'words':
      return (
        <LateInput
          label={words.contains}
          value={condition.contains}
          change={(contains) => change({ ...condition, contains })}
        />
      );
    case 'field':
      return <FieldFields condition={condition} change={change} />;
    case 'answer':
      return <AnswerFields condition={condition} change={change} />;
    case 'group':
      return (
        <>
          <YesOrNo words={words.isIn} is={condition.isIn} change={(isIn) => change({ ...condition, isIn })} />
          <Select
            label={words.kinds.group}
            value={condition.groupId}
            change={(groupId) => change({ ...condition, groupId })}
          >
            {groups.map((group) => (
              <option key={group.id} value={group.id}>
                {group.name}
              </option>
            ))}
          </Select>
        </>
      );
    case 'heard':
      return (
        <>
          <Select
            label={words.kinds.heard}
            value={condition.is}
            change={(is) =>
              change(
                is === 'never'
                  ? { kind: 'heard', is }
                  : { kind: 'heard', is: is as 'within', days: condition.days ?? 30 },
              )
            }
          >
            {Object.entries(words.heard).map(([is, name]) => (
              <option key={is} value={is}>
                {name}
              </option>
            ))}
          </Select>
          {condition.is !== 'never' && (
            <Days value={condition.days ?? 30} change={(days) => change({ ...condition, days })} />
          )}
        </>
      );
    case 'texted':
      return <YesOrNo words={words.texted} is={condition.is} change={(is) => change({ ...condition, is })} />;
    case 'opted_out':
      return <YesOrNo words={words.optedOut} is={condition.is} change={(is) => change({ ...condition, is })} />;
  }
}

function YesOrNo({
  words,
  is,
  change,
}: {
  words: { label: string; yes: string; no: string };
  is: boolean;
  change: (is: boolean) => void;
}) {
  return (
    <Select label={words.label} value={is ? 'yes' : 'no'} change={(value) => change(value === 'yes')}>
      <option value="yes">{words.yes}</option>
      <option value="no">{words.no}</option>
    </Select>
  );
}
