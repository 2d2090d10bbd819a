import { type ComponentProps, type ReactNode, useId } from 'react';
import styles from './controls.module.css';

/** A control under its label. */
export function Labelled({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: its children are one
    <label className={styles.labelled}>
      <span className={styles.label}>{label}</span>
      {children}
      {hint && <span className={styles.hint}>{hint}</span>}
    </label>
  );
}

/** Something to type into; text, or a time or a date as the browser asks for it. */
export function Input({
  change,
  ...input
}: Omit<ComponentProps<'input'>, 'onChange'> & { change: (value: string) => void }) {
  return <input {...input} className={styles.input} onChange={(event) => change(event.currentTarget.value)} />;
}

/** A number in bounds; what is no such number changes nothing. */
export function NumberInput({
  value,
  change,
  ...input
}: Omit<ComponentProps<'input'>, 'onChange' | 'value'> & {
  value: number | undefined;
  change: (value: number | undefined) => void;
}) {
  return (
    <input
      {...input}
      type="number"
      inputMode="numeric"
      className={styles.input}
      value={value ?? ''}
      onChange={({ currentTarget }) => change(currentTarget.value === '' ? undefined : currentTarget.valueAsNumber)}
    />
  );
}

interface Option<Value> {
  value: Value;
  words: string;
}

/** One of several, all in sight. */
export function OneOf<Value extends string | number>({
  legend,
  options,
  value,
  choose,
}: {
  legend: string;
  options: Option<Value>[];
  value: Value;
  choose: (value: Value) => void;
}) {
  const name = useId();
  return (
    <fieldset className={styles.group}>
      <legend className={styles.label}>{legend}</legend>
      <div className={styles.chips}>
        {options.map((option) => (
          <label key={option.value} className={styles.chip}>
            <input type="radio" name={name} checked={option.value === value} onChange={() => choose(option.value)} />
            {option.words}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Some of several, all in sight. */
export function SomeOf<Value extends string | number>({
  legend,
  options,
  values,
  change,
}: {
  legend: string;
  options: (Option<Value> & { spoken?: string })[];
  values: Value[];
  change: (values: Value[]) => void;
}) {
  return (
    <fieldset className={styles.group}>
      <legend className={styles.label}>{legend}</legend>
      <div className={styles.chips}>
        {options.map(({ value, words, spoken }) => (
          <label key={value} className={styles.chip}>
            <input
              type="checkbox"
              aria-label={spoken}
              checked={values.includes(value)}
              onChange={({ currentTarget }) =>
                change(currentTarget.checked ? [...values, value] : values.filter((each) => each !== value))
              }
            />
            {words}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** One of several in a list that opens. */
export function Select<Value extends string | number>({
  options,
  value,
  choose,
  ...select
}: Omit<ComponentProps<'select'>, 'value' | 'onChange'> & {
  options: Option<Value>[];
  value: Value;
  choose: (value: Value) => void;
}) {
  return (
    <select
      {...select}
      className={styles.input}
      value={String(value)}
      onChange={({ currentTarget }) => {
        const chosen = options[currentTarget.selectedIndex];
        if (chosen) choose(chosen.value);
      }}
    >
      {options.map((option) => (
        <option key={option.value} value={String(option.value)}>
          {option.words}
        </option>
      ))}
    </select>
  );
}

/** Yes or no, with what it opens below. */
export function Check({
  label,
  detail,
  isOn,
  set,
}: {
  label: string;
  /** Said behind it: how many they are. */
  detail?: string;
  isOn: boolean;
  set: (isOn: boolean) => void;
}) {
  return (
    <label className={styles.check}>
      <input type="checkbox" checked={isOn} onChange={({ currentTarget }) => set(currentTarget.checked)} />
      <bdi>{label}</bdi>
      {detail && <span className={styles.detail}>{detail}</span>}
    </label>
  );
}

/** Words of one or more lines, which grow as they are written. */
export function Words({
  change,
  ...area
}: Omit<ComponentProps<'textarea'>, 'onChange' | 'maxLength'> & { change: (words: string) => void }) {
  return (
    <textarea
      rows={2}
      dir="auto"
      {...area}
      maxLength={1_000}
      className={styles.input}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
