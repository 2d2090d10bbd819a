import { useQuery } from '@tanstack/react-query';
import { fieldsQuery, type PersonField } from '../../person-fields.ts';
import type { Condition } from '../rows.ts';
import { LateInput, Select } from './controls.tsx';
import { type FieldTest, isCompared, testsOf } from './filter.ts';
import { useFilterWords } from './words.ts';

type FieldCondition = Extract<Condition, { kind: 'field' }>;

interface Given {
  condition: FieldCondition;
  change: (condition: FieldCondition) => void;
}

/** What is wanted of a field. */
export function FieldFields({ condition, change }: Given) {
  const words = useFilterWords();
  const field = useQuery(fieldsQuery).data?.find(({ id }) => id === condition.fieldId);
  if (!field) return null;
  const { value = '' } = condition;
  return (
    <>
      <Select
        label={words.test}
        value={condition.is}
        change={(next) => {
          const is = next as FieldTest;
          const { fieldId } = condition;
          change({ kind: 'field', fieldId, is, ...(isCompared(is) && { value }) });
        }}
      >
        {testsOf[field.kind].map((is) => (
          <option key={is} value={is}>
            {words.tests[is]}
          </option>
        ))}
      </Select>
      {isCompared(condition.is) && (
        <Value field={field} value={value} change={(next) => change({ ...condition, value: next })} />
      )}
    </>
  );
}

/** A value of a field, as its kind wants it. */
export function Value(given: { field: PersonField; value: string; change: (value: string) => void }) {
  const { field, value, change } = given;
  const words = useFilterWords();
  if (field.kind === 'choice' || field.kind === 'yes_no') {
    const choices = field.kind === 'choice' ? field.choices.map((each) => [each, each]) : Object.entries(words.yesNo);
    return (
      <Select label={words.value} value={value} change={change}>
        <option value="">{words.choose}</option>
        {choices.map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    );
  }
  return (
    <LateInput
      label={words.value}
      value={value}
      change={change}
      type={field.kind === 'date' ? 'date' : 'text'}
      inputMode={field.kind === 'number' ? 'decimal' : undefined}
    />
  );
}
