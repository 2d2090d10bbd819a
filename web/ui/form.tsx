import { createContext, type FormEvent, type ReactNode, useContext, useRef, useState } from 'react';
import { Refused } from '../api.ts';
import type { Words } from '../words/en.ts';
import { useWords } from '../words/words.ts';

export type Values = Record<string, string>;
const FormContext = createContext<{ errors: Values; check: (field: Control) => void }>({ errors: {}, check: () => {} });

type Control = HTMLInputElement | HTMLSelectElement;

/** The error of the field with this name, and what to do when the member leaves it. */
export function useFieldError(name: string): { error: string | undefined; check: (field: Control) => void } {
  const { errors, check } = useContext(FormContext);
  return { error: errors[name], check };
}

/**
 * A form that is checked in place: a field when it is left, all of them when it is sent; the server's own findings land
 * in their fields. `children` gets what failed as a whole and whether an answer is awaited. What was typed always stays.
 */
export function Form<T>({
  send,
  done,
  className,
  children,
}: {
  send: (values: Values) => Promise<T>;
  done: (answer: T) => void;
  className?: string | undefined;
  children: (state: { failure: unknown; isBusy: boolean }) => ReactNode;
}) {
  const words = useWords();
  const form = useRef<HTMLFormElement>(null);
  const [errors, setErrors] = useState<Values>({});
  const [failure, setFailure] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  // Two clicks in one frame both find the form as it was drawn.
  const isSending = useRef(false);

  function show(found: Values): void {
    setErrors(found);
    controls(form.current)
      .find((field) => found[field.name])
      ?.focus();
  }

  function check(field: Control): void {
    const error = fault(field, words);
    setErrors(({ [field.name]: _, ...others }) => (error ? { ...others, [field.name]: error } : others));
  }

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (isSending.current) return;
    const found = Object.fromEntries(
      controls(form.current).flatMap((field) => {
        const error = fault(field, words);
        return error ? [[field.name, error]] : [];
      }),
    );
    setFailure(null);
    show(found);
    if (Object.keys(found).length > 0) return;
    isSending.current = true;
    setBusy(true);
    try {
      done(await send(valuesOf(event.currentTarget ?? form.current)));
    } catch (error) {
      const fields = error instanceof Refused ? error.problem.fields : undefined;
      const names = new Set(controls(form.current).map((field) => field.name));
      if (fields && Object.keys(fields).some((name) => names.has(name))) show(fields);
      else setFailure(error);
    } finally {
      isSending.current = false;
      setBusy(false);
    }
  }

  return (
    <FormContext value={{ errors, check }}>
      <form ref={form} noValidate className={className} onSubmit={submit}>
        {children({ failure, isBusy })}
      </form>
    </FormContext>
  );
}

function controls(form: HTMLFormElement | null): Control[] {
  return [...(form?.elements ?? [])].filter(
    (field): field is Control => field instanceof HTMLInputElement || field instanceof HTMLSelectElement,
  );
}

export function valuesOf(form: HTMLFormElement | null | undefined): Values {
  return Object.fromEntries([...new FormData(form ?? undefined)].map(([name, value]) => [name, String(value)]));
}

/** Puts values into the fields of a form; a box that has none is not ticked. */
export function fill(form: HTMLFormElement | null | undefined, values: Values): void {
  for (const field of controls(form ?? null))
    if (field.type !== 'checkbox') field.value = values[field.name] ?? '';
    else if (field instanceof HTMLInputElement) field.checked = field.name in values;
}

function fault(field: Control, { errors }: Words): string | undefined {
  if (field.required && field.value.trim() === '') return errors.required;
  if (field.validity.typeMismatch) return errors.email;
  const least = field instanceof HTMLInputElement ? field.minLength : 0;
  return least > 0 && field.value.length < least ? errors.tooShort(least) : undefined;
}
