import { useEffect, useRef, useState } from 'react';
import { focusContent } from './focus.ts';
import { Hidden } from './hidden.tsx';
import styles from './toast.module.css';
import { Toast } from './toast.tsx';
import { useToastWords } from './toast-words.ts';
import { type Notice, useNotices } from './undo.ts';

/** What was done a moment ago: one stop of F6. They stay while the pointer or the focus is on them. */
export function Toasts() {
  const words = useToastWords();
  const notices = useNotices();
  const [isHeld, hold] = useState(false);
  const [said, say] = useState<Notice>();
  const shown = useRef<string[]>([]);
  const before = useRef<HTMLElement>(null);

  /** The button that had the focus goes with its toast. */
  function giveBackFocus(): void {
    hold(false);
    if (before.current?.checkVisibility()) before.current.focus({ preventScroll: true });
    else focusContent();
  }

  const last = notices.at(-1);
  useEffect(() => {
    // One that was said before is not said again when the newer one goes.
    if (!last || !shown.current.includes(last.id)) say(last);
    if (!last) hold(false);
    shown.current = notices.map(({ id }) => id);
  }, [notices, last]);
  return (
    <>
      <Hidden role="status">{said && !said.error && (said.isUndone ? words.undone(said.words) : said.words)}</Hidden>
      {notices.length > 0 && (
        <section
          className={styles.toasts}
          aria-label={words.title}
          data-pane
          tabIndex={-1}
          onPointerEnter={() => hold(true)}
          onPointerLeave={() => hold(false)}
          onFocus={({ currentTarget, relatedTarget }) => {
            hold(true);
            if (relatedTarget instanceof HTMLElement && !currentTarget.contains(relatedTarget)) {
              before.current = relatedTarget;
            }
          }}
          onBlur={({ currentTarget, relatedTarget }) => {
            if (relatedTarget && !currentTarget.contains(relatedTarget)) hold(false);
          }}
          onKeyDown={({ key }) => key === 'Escape' && giveBackFocus()}
        >
          {notices.toReversed().map((notice) => (
            <Toast key={notice.id} notice={notice} isHeld={isHeld} left={giveBackFocus} />
          ))}
        </section>
      )}
    </>
  );
}
