import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';

interface Given<T> {
  options: T[];
  choose: (option: T) => void;
  /** Called on Escape, before the browser closes what the list is in. */
  leave?: () => void;
}

/**
 * A list of choices whose field keeps the focus: arrows, Home, End, Enter and Escape. Spread `field` on the input,
 * `list` on the list and `option(i)` on each choice.
 */
export function useListbox<T>({ options, choose, leave }: Given<T>) {
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const [wanted, setActive] = useState(0);
  const active = Math.min(wanted, options.length - 1);

  // biome-ignore lint/correctness/useExhaustiveDependencies: other choices are read from the first one
  useEffect(() => setActive(0), [options.length]);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  function press(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const { length } = options;
    const to = { ArrowDown: active + 1, ArrowUp: active - 1 + length }[event.key];
    if (to !== undefined && length > 0) setActive(to % length);
    else if (event.key === 'Enter' && options[active] !== undefined) choose(options[active]);
    else if (event.key === 'Escape' && leave) leave();
    else return;
    event.preventDefault();
  }

  return {
    active,
    field: {
      role: 'combobox' as const,
      'aria-expanded': options.length > 0,
      'aria-controls': id,
      'aria-autocomplete': 'list' as const,
      'aria-activedescendant': options.length > 0 ? `${id}-${active}` : undefined,
      autoComplete: 'off',
      spellCheck: false,
      onKeyDown: press,
    },
    list: { ref: list, id, role: 'listbox' as const },
    option: (i: number) => ({
      id: `${id}-${i}`,
      role: 'option' as const,
      'aria-selected': i === active,
      'data-active': i === active || undefined,
      onPointerMove: () => setActive(i),
      // Before the field loses the focus.
      onPointerDown: (event: { preventDefault: () => void }) => event.preventDefault(),
      onClick: () => options[i] !== undefined && choose(options[i]),
    }),
  };
}

/** Text as it is compared with what was typed: small letters, no accents. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
