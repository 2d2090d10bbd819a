import { type ComponentProps, type ReactNode, useId } from 'react';
import { useWords } from '../words/words.ts';
import styles from './field.module.css';
import { useFieldError } from './form.tsx';

interface Named {
  name: string;
  label: string;
  hint?: string;
}

/** A labelled input of a `Form`. Without `required` it says that it is optional. */
export function Field({ label, hint, ...input }: Named & Omit<ComponentProps<'input'>, 'name'>) {
  const { id, invalid, describedBy, check, frame } = useFrame({ name: input.name, label, hint }, !input.required);
  return frame(
    <input
      {...input}
      id={id}
      className={styles.control}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onBlur={(event) => event.currentTarget.value && check(event.currentTarget)}
    />,
  );
}

/** A labelled choice of a `Form`. */
export function Choice({ label, hint, ...select }: Named & Omit<ComponentProps<'select'>, 'name'>) {
  const { id, invalid, describedBy, frame } = useFrame({ name: select.name, label, hint }, false);
  return frame(
    <select {...select} id={id} className={styles.control} aria-invalid={invalid} aria-describedby={describedBy} />,
  );
}

function useFrame(
  { name, label, hint }: { name: string; label: string; hint: string | undefined },
  isOptional: boolean,
) {
  const words = useWords();
  const id = useId();
  const { error, check } = useFieldError(name);
  const frame = (control: ReactNode) => (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
        {isOptional && <span className={styles.optional}> ({words.optional})</span>}
      </label>
      {control}
      {error && (
        <p id={`${id}-error`} className={styles.error}>
          {error}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  );
  const describedBy = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined;
  return { id, invalid: error ? true : undefined, describedBy, check, frame };
}
