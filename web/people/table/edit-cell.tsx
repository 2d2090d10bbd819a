import { type KeyboardEvent, useLayoutEffect, useRef } from 'react';
import type { PersonField } from '../../person-fields.ts';
import styles from './table.module.css';
import { useTableWords } from './words.ts';

interface Given {
  /** Whose, and what: for those who do not see the table. */
  label: string;
  value: string;
  /** What can be written; null for a name. */
  field: PersonField | null;
  /** Keeps what was written, or nothing; `by` says by which key, or that the cell was left. */
  done: (value: string | null, by: 'Enter' | 'Tab' | 'Escape' | 'leaving') => void;
}

/** A cell in which somebody writes. Enter and Tab keep it, Escape leaves it as it was. */
export function EditCell({ label, value, field, done }: Given) {
  const words = useTableWords();
  const control = useRef<HTMLInputElement & HTMLSelectElement>(null);
  const isDone = useRef(false);
  // What a colleague makes of it meanwhile is not what is written here: a choice goes on to show what was there.
  const isTouched = useRef(false);
  useLayoutEffect(() => {
    control.current?.focus();
    if (control.current?.tagName === 'INPUT') control.current.select?.();
  }, []);
  const end = (by: 'Enter' | 'Tab' | 'Escape' | 'leaving') => {
    if (isDone.current) return;
    isDone.current = true;
    const written = control.current?.value ?? value;
    done(by === 'Escape' || !isTouched.current || written === value ? null : written, by);
  };
  const shared = {
    ref: control,
    className: styles.edit,
    'aria-label': label,
    defaultValue: value,
    onInput: () => {
      isTouched.current = true;
    },
    onBlur: () => end('leaving'),
    onKeyDown: (event: KeyboardEvent) => {
      event.stopPropagation();
      if (event.nativeEvent.isComposing) return;
      if (event.key === 'Enter' || event.key === 'Tab' || event.key === 'Escape') {
        event.preventDefault();
        end(event.key);
      }
    },
  };
  if (field?.kind === 'choice' || field?.kind === 'yes_no') {
    const choices = field.kind === 'choice' ? field.choices.map((each) => [each, each]) : Object.entries(words.yesNo);
    return (
      <select {...shared}>
        <option value="">{words.nothing}</option>
        {choices.map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    );
  }
  return (
    <input
      {...shared}
      type={field?.kind === 'date' ? 'date' : 'text'}
      inputMode={field?.kind === 'number' ? 'decimal' : undefined}
      maxLength={field ? 2000 : 200}
      autoComplete="off"
    />
  );
}
