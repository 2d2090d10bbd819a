import { getRouteApi, useNavigate, useRouter } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Board } from '../ui/board.tsx';
import { focusContent, focusIfLost } from '../ui/focus.ts';
import { useKeys } from '../ui/keys.ts';
import { takeWish } from '../wish.ts';
import { Hints } from './hints.tsx';
import { isAskable } from './query.ts';
import { Results } from './results.tsx';
import styles from './search.module.css';
import { useSearchWords } from './words.ts';

const route = getRouteApi('/member/search');
const restMs = 180;

/** Texts and people, by words, numbers and who, when and what became of it. The address holds what is looked for. */
export function Search() {
  const words = useSearchWords();
  const { q = '' } = route.useSearch();
  const [text, setText] = useText(q);
  const atFirst = useRef(q);
  const { history } = useRouter();
  const box = useRef<HTMLInputElement>(null);
  const isLeaving = useRef(false);
  const results = useRef<HTMLDivElement>(null);
  // Whoever comes here wants to type, or has begun to.
  useLayoutEffect(
    () =>
      takeWish('search', (typed, isAwaited) => {
        // Who has left what they typed may be elsewhere by now.
        if (typed && (isAwaited || !atFirst.current)) setText(typed.replaceAll('\n', ' '));
        if (isAwaited || !typed) box.current?.focus();
        else focusIfLost(document.getElementById('content'));
      }),
    [setText],
  );
  useKeys({
    '/': { words: words.toBox, run: () => box.current?.select() },
    Escape: { words: words.toBox, run: () => box.current?.focus() },
  });

  function add(operator: string): void {
    setText(`${text.trimEnd()}${text.trim() ? ' ' : ''}${operator}`);
    box.current?.focus();
  }

  /** Back to where whoever looks for something was. */
  function leave(): void {
    // The browser goes back in its own time, and once more for each time it is asked.
    if (isLeaving.current) return;
    isLeaving.current = history.canGoBack();
    const left = () => {
      isLeaving.current = false;
    };
    addEventListener('popstate', left, { once: true });
    if (isLeaving.current) history.back();
    else focusContent();
  }

  /** The arrows go from the box through what was found and back. */
  function press(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    // The browser's own Escape empties the box first.
    if (event.key === 'Escape' && event.target === box.current && !text && !event.repeat) leave();
    const step = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[event.key];
    const isInBox = event.target === box.current;
    if (step === undefined || (isInBox && event.key.length === 1)) return;
    const links = [...(results.current?.querySelectorAll<HTMLElement>('a[data-found]') ?? [])];
    const at = links.indexOf(document.activeElement as HTMLElement);
    const next = at + step < 0 ? box.current : links[at + step];
    if (!next || (at === -1 && !isInBox)) return;
    event.preventDefault();
    next.focus();
  }

  return (
    <Board title={words.title}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys beside those that the parts have themselves */}
      <div onKeyDown={press}>
        <search>
          <input
            ref={box}
            type="search"
            className={styles.box}
            aria-label={words.label}
            aria-describedby="search-hints"
            placeholder={words.placeholder}
            autoComplete="off"
            spellCheck={false}
            enterKeyHint="search"
            maxLength={1000}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </search>
        <div id="search-hints">
          <Hints add={add} isShort={isAskable(q)} />
        </div>
        <div ref={results}>{isAskable(q) && <Results q={q} clear={() => add('')} />}</div>
      </div>
    </Board>
  );
}

/** What is typed, and a moment later also in the address; an address that comes from elsewhere wins. */
function useText(q: string): [string, (text: string) => void] {
  const navigate = useNavigate();
  const [text, setText] = useState(q);
  const told = useRef(q);
  useEffect(() => {
    if (q === told.current) return;
    told.current = q;
    setText(q);
  }, [q]);
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === told.current) return;
    const timer = setTimeout(() => {
      // Whoever has just gone back is not called here again.
      if (location.pathname !== '/search') return;
      told.current = wanted;
      void navigate({ to: '/search', search: wanted ? { q: wanted } : {}, replace: true });
    }, restMs);
    return () => clearTimeout(timer);
  }, [text, navigate]);
  return [text, setText];
}
