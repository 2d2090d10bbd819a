import { useId, useRef, useState } from 'react';
import { useWords } from '../words/words.ts';
import { Button } from './button.tsx';
import styles from './copy.module.css';
import { Hidden } from './hidden.tsx';

/** A line to be pasted elsewhere, with a button that copies it. */
export function Copy({ label, text }: { label: string; text: string }) {
  const words = useWords();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [isCopied, setCopied] = useState(false);

  async function copy(): Promise<void> {
    field.current?.select();
    // The clipboard is missing where the page is served over plain HTTP in a local network: the line stays selected.
    if (!navigator.clipboard) return;
    await navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  }

  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <div className={styles.copy}>
        <input
          ref={field}
          id={id}
          className={styles.text}
          readOnly
          value={text}
          onFocus={() => field.current?.select()}
        />
        <Button onClick={copy}>{isCopied ? words.copied : words.copy}</Button>
      </div>
      <Hidden role="status">{isCopied && words.copied}</Hidden>
    </div>
  );
}
