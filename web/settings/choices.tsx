import { type ReactNode, useId } from 'react';
import styles from './settings.module.css';

/** One of several, all in sight. */
export function OneOf<Value extends string>({
  legend,
  options,
  value,
  choose,
}: {
  legend: string;
  options: readonly (readonly [Value, string, lang?: string])[];
  value: Value;
  choose: (value: Value) => void;
}) {
  const name = useId();
  return (
    <fieldset className={styles.choice}>
      <legend>{legend}</legend>
      {options.map(([option, words, lang]) => (
        <label key={option} lang={lang}>
          <input type="radio" name={name} checked={option === value} onChange={() => choose(option)} />
          {words}
        </label>
      ))}
    </fieldset>
  );
}

/** Yes or no. */
export function YesOrNo({
  label,
  hint,
  value,
  choose,
}: {
  label: string;
  hint?: string;
  value: boolean;
  choose: (value: boolean) => void;
}) {
  const id = useId();
  return (
    <div>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={value}
          aria-describedby={hint && id}
          onChange={(event) => choose(event.currentTarget.checked)}
        />
        {label}
      </label>
      {hint && (
        <p id={id} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** A part of the page with a heading. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.part} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
