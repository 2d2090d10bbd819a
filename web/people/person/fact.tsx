import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { FactForm, type Given } from './fact-form.tsx';
import styles from './person.module.css';
import { usePersonWords } from './words.ts';

/** Something that is known of somebody, changed in its place; Escape leaves it as it was. */
export function Fact({ shown, ...given }: Given & { /** While nobody changes it. */ shown: ReactNode }) {
  const words = usePersonWords();
  const [isOpen, open] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const hadFocus = useRef(false);
  useLayoutEffect(() => {
    if (!isOpen && hadFocus.current) button.current?.focus();
    hadFocus.current = isOpen;
  }, [isOpen]);
  return (
    <div className={styles.fact} data-open={isOpen || undefined}>
      <dt dir="auto">{given.label}</dt>
      <dd>
        {isOpen ? (
          <FactForm {...given} close={() => open(false)} />
        ) : (
          <>
            <span className={styles.value}>{shown}</span>
            <Button ref={button} look="text" aria-label={words.changeWhat(given.label)} onClick={() => open(true)}>
              {words.change}
            </Button>
          </>
        )}
      </dd>
    </div>
  );
}
