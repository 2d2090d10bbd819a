import { type KeyboardEvent, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import frame from '../ui/finding.module.css';
import { typedAhead } from '../ui/finding.ts';
import { focusIfLost } from '../ui/focus.ts';
import { Hidden } from '../ui/hidden.tsx';
import { Icon } from '../ui/icon.tsx';
import { type Choice, useChoices } from './choices.ts';
import { Options } from './options.tsx';
import styles from './palette.module.css';
import type { Known } from './people.ts';
import { usePaletteWords } from './words.ts';

interface Given {
  /** To choose somebody to text, and nothing else. */
  onlyPeople: boolean;
  recent: string[];
  known: () => Known[];
  close: () => void;
}

/**
 * A box to type into, and below it what fits: the arrow keys go through it, Enter does what is marked, Escape leaves. Marked
 * is what stands first once nothing can come above it, and it stays marked; Enter waits for that.
 */
export function Palette({ onlyPeople, recent, known, close }: Given) {
  const words = usePaletteWords();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<{ text: string; id: string }>();
  const [isAwaited, setAwaited] = useState(false);
  // Read once, so that it opens in one frame; and again when the server has said who there is.
  const people = useMemo(known, [known]);
  const { groups, isLooking } = useChoices({ text, onlyPeople, recent, known: people });
  const choices = groups.flatMap((group) => group.choices);
  const isFirstSure = !isLooking || choices[0]?.isInMemory === true;
  // Who was chosen while the answer was awaited may not be in it.
  const chosenAt = chosen?.text === text ? choices.findIndex(({ id }) => id === chosen.id) : -1;
  const at = chosenAt === -1 && isFirstSure && choices.length > 0 ? 0 : chosenAt;
  const active = choices[at];

  useLayoutEffect(() => {
    if (active && at !== chosenAt) setChosen({ text, id: active.id });
    if (!isAwaited || isLooking) return;
    setAwaited(false);
    if (active) run(active);
  });

  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    setText(typedAhead());
    return () => {
      element?.close();
      focusIfLost(document.getElementById('content'));
    };
  }, []);

  function run(choice: Choice): void {
    // The dialog gives the focus back as it goes; what is done may take it elsewhere, before the next key comes.
    queueMicrotask(() => {
      flushSync(close);
      choice.run();
    });
  }

  function press(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5 }[event.key];
    if (step !== undefined) {
      const wraps = Math.abs(step) === 1;
      const from = at === -1 && step < 0 ? 0 : at;
      const next = wraps
        ? (from + step + choices.length) % choices.length
        : Math.min(choices.length - 1, Math.max(0, from + step));
      if (choices[next]) setChosen({ text, id: choices[next].id });
      setAwaited(false);
    } else if (event.key !== 'Enter') return;
    else if (active) run(active);
    else setAwaited(isLooking);
    event.preventDefault();
  }

  const title = onlyPeople ? words.whom : words.title;
  const optionId = (choice: string) => `${id}-${choice}`;
  return (
    <dialog
      ref={dialog}
      className={frame.palette}
      aria-label={title}
      onCancel={close}
      onPointerDown={({ target }) => target === dialog.current && close()}
    >
      <div className={frame.box}>
        <Icon name="search" />
        <input
          type="text"
          role="combobox"
          autoFocus
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="go"
          maxLength={200}
          aria-label={title}
          aria-expanded={choices.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={active && optionId(active.id)}
          placeholder={onlyPeople ? words.whomHint : words.hint}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setAwaited(false);
          }}
          onKeyDown={press}
        />
        <button type="button" className={styles.leave} onClick={close}>
          <kbd aria-hidden>Esc</kbd>
          <Icon name="close" label={words.close} />
        </button>
      </div>
      <Options id={`${id}-list`} label={title} groups={groups} active={active?.id} optionId={optionId} run={run} />
      {choices.length === 0 && !isLooking && (
        <p className={styles.none}>{text.trim() ? words.none(text.trim()) : words.nobody}</p>
      )}
      <Hidden role="status">{text.trim() && !isLooking ? words.found(choices.length) : ''}</Hidden>
    </dialog>
  );
}
