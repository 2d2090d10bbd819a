import { useLayoutEffect, useRef } from 'react';
import type { ScreenText } from '../api.ts';
import { Hidden } from '../ui/hidden.tsx';
import { fullTime, time } from '../words/formats.ts';
import styles from './phones.module.css';
import { usePhoneWords } from './words.ts';

/** What a pretend phone shows: theirs at the end side, ours at the start, the newest at the bottom. */
export function Screen({ name, texts }: { name: string; texts: ScreenText[] | undefined }) {
  const words = usePhoneWords();
  const glass = useRef<HTMLElement>(null);
  const newest = texts?.at(-1)?.sid;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new text is what scrolls to the end
  useLayoutEffect(() => {
    if (glass.current) glass.current.scrollTop = glass.current.scrollHeight;
  }, [newest]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard
    <section ref={glass} className={styles.glass} aria-label={words.screen(name)} tabIndex={0}>
      {texts?.length === 0 && <p className={styles.meta}>{words.emptyScreen}</p>}
      <ol>
        {texts?.map((text) => (
          <li key={text.sid} className={text.direction === 'inbound' ? styles.came : styles.went}>
            <Hidden>{words.said(text.direction === 'inbound' ? words.team : name, time(text.at))}</Hidden>
            {text.body && (
              <p dir="auto" title={fullTime(text.at)}>
                {text.body}
              </p>
            )}
            {text.pictures.map((url) => (
              <img key={url} className={styles.picture} src={url} alt={words.picture} />
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
}
