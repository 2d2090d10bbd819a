import { type ComponentProps, type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { placeBeside } from './anchor.ts';
import { Button, useShortcut } from './button.tsx';
import { Caps } from './caps.tsx';
import styles from './popover.module.css';

export interface MenuItem {
  words: string;
  run: () => void;
  /** What it comes to, said behind the words: "Thu 8:00". */
  detail?: string;
  /** The key that does the same without the menu. */
  shortcut?: string;
  /** One of several, of which one is on. */
  isOn?: boolean;
  /** A line above says that another kind begins. */
  isSeparate?: boolean;
}

interface Given extends Omit<ComponentProps<typeof Button>, 'popoverTarget'> {
  /** What the menu is called. */
  label: string;
  items: () => MenuItem[];
  /** What the button shows. */
  children: ReactNode;
}

/** A button that opens a menu: the browser's own popover, with arrow keys and the first letters of a word. */
export function Menu({ label, items, children, ...button }: Given) {
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  return (
    <>
      <Button {...button} ref={opener} popoverTarget={id} aria-haspopup="menu">
        {children}
      </Button>
      <MenuPopover id={id} label={label} items={items} anchor={() => opener.current} />
    </>
  );
}

/** A menu without its button; whoever opens it, by its id, says beside what. */
export function MenuPopover({
  id,
  label,
  items,
  anchor,
}: {
  id: string;
  label: string;
  items: () => MenuItem[];
  anchor: () => Element | null | undefined;
}) {
  const menu = useRef<HTMLDivElement>(null);
  const typed = useRef({ text: '', at: 0 });
  // Asked anew at each opening: times and choices move on.
  const [, setOpenedAt] = useState(0);

  const buttons = () => [...(menu.current?.querySelectorAll('button') ?? [])];

  function press(event: KeyboardEvent<HTMLElement>): void {
    const all = buttons();
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === 'Tab') menu.current?.hidePopover();
    if (to !== undefined) all.at(to % all.length)?.focus();
    else if (!startWith(event)) return;
    event.preventDefault();
  }

  function startWith({ key, ctrlKey, metaKey, altKey, timeStamp }: KeyboardEvent): boolean {
    if (key.length !== 1 || ctrlKey || metaKey || altKey) return false;
    const { text, at } = typed.current;
    const isContinued = timeStamp - at < 700;
    if (key === ' ' && !isContinued) return false;
    typed.current = { text: (isContinued ? text : '') + key.toLowerCase(), at: timeStamp };
    const all = buttons();
    const current = all.indexOf(document.activeElement as HTMLButtonElement);
    // One letter goes on to the next that begins with it; more of them narrow what is found.
    const from = current + (typed.current.text.length === 1 ? 1 : 0);
    const order = [...all.slice(from), ...all.slice(0, from)];
    order.find((each) => each.textContent?.toLowerCase().startsWith(typed.current.text))?.focus();
    return true;
  }

  return (
    <div
      ref={menu}
      id={id}
      popover="auto"
      role="menu"
      aria-label={label}
      className={styles.popover}
      onKeyDown={press}
      onBeforeToggle={({ newState }) => {
        const beside = anchor();
        if (newState === 'open' && menu.current && beside) placeBeside(menu.current, beside);
      }}
      onToggle={({ newState }) => {
        if (newState !== 'open') return;
        setOpenedAt(Date.now());
        const all = buttons();
        (all.find((each) => each.ariaChecked === 'true') ?? all[0])?.focus();
      }}
    >
      {items().map((item) => (
        <Item key={item.words} item={item} close={() => menu.current?.hidePopover()} />
      ))}
    </div>
  );
}

function Item({
  item: { words, run, detail, shortcut, isOn, isSeparate },
  close,
}: {
  item: MenuItem;
  close: () => void;
}) {
  const key = useShortcut(shortcut);
  return (
    <button
      type="button"
      {...(isOn === undefined ? { role: 'menuitem' } : { role: 'menuitemradio', 'aria-checked': isOn })}
      aria-keyshortcuts={key}
      className={isSeparate ? `${styles.item} ${styles.separate}` : styles.item}
      tabIndex={-1}
      onClick={() => {
        close();
        run();
      }}
    >
      <span className={styles.words}>{words}</span>
      {detail && <bdi className={styles.detail}>{detail}</bdi>}
      {key && shortcut && <Caps shortcut={shortcut} />}
    </button>
  );
}
