import { type ComponentProps, type ReactNode, useEffect, useRef, useState } from 'react';
import styles from './filter.module.css';
import { useFilterWords } from './words.ts';

/** Somebody who types has stopped for so long. */
const restMs = 250;

/** A choice of a condition. */
export function Select(given: { label: string; value: string; change: (value: string) => void; children: ReactNode }) {
  const { label, value, change, children } = given;
  return (
    <select
      className={styles.control}
      aria-label={label}
      value={value}
      onChange={(event) => change(event.currentTarget.value)}
    >
      {children}
    </select>
  );
}

/** What is written into a condition; told when whoever types rests, or goes on. */
export function LateInput({
  label,
  value,
  change,
  ...input
}: { label: string; value: string; change: (value: string) => void } & Omit<
  ComponentProps<'input'>,
  'onChange' | 'value'
>) {
  const [typed, setTyped] = useState(value);
  const told = useRef(value);
  const latest = useRef(change);
  latest.current = change;
  const tell = (next: string) => {
    if (next === told.current) return;
    told.current = next;
    latest.current(next);
  };
  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setTyped(value);
  }, [value]);
  useEffect(() => {
    const timer = setTimeout(() => tell(typed), restMs);
    return () => clearTimeout(timer);
  });
  return (
    <input
      type="text"
      autoComplete="off"
      maxLength={200}
      {...input}
      className={styles.control}
      aria-label={label}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => tell(typed)}
      onKeyDown={({ key }) => key === 'Enter' && tell(typed)}
    />
  );
}

/** How many days. */
export function Days({ value, change }: { value: number; change: (days: number) => void }) {
  const words = useFilterWords();
  return (
    <span className={styles.days}>
      <LateInput
        label={words.days}
        type="number"
        min={1}
        max={3650}
        value={String(value)}
        change={(typed) => {
          const days = Math.round(Number(typed));
          if (days >= 1 && days <= 3650) change(days);
        }}
      />
      <span aria-hidden>{words.days}</span>
    </span>
  );
}
