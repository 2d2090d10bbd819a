import { capsOf } from './shortcuts.ts';
import styles from './tooltip.module.css';

const afterMs = 500;
const named = '[aria-keyshortcuts], [data-tip]';

/**
 * Shows, beside what is pointed at or has the focus, its `data-tip` or its name, and the key that does the same. One for
 * the whole page. It only repeats for the eye what a screen reader says anyway.
 */
export function startTooltips(): void {
  const tip = document.createElement('div');
  tip.className = styles.tip ?? '';
  tip.popover = 'manual';
  tip.ariaHidden = 'true';
  let shownFor: Element | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function hide(): void {
    clearTimeout(timer);
    shownFor = null;
    if (tip.matches(':popover-open')) tip.hidePopover();
  }

  function show(element: HTMLElement): void {
    // What shows its key already, and what has just been opened, need nothing beside them.
    if (!element.checkVisibility() || element.matches(':has(kbd):not([data-tip]), [role^="menuitem"]')) return;
    const words = element.dataset.tip ?? element.textContent?.trim() ?? '';
    const key = element.ariaKeyShortcuts?.split(' ')[0];
    tip.replaceChildren(words, ...(key ? capsOf(key).map(cap) : []));
    document.body.append(tip);
    tip.showPopover();
    place(tip, element);
  }

  function aim(target: EventTarget | null, isAtOnce: boolean): void {
    const element = target instanceof Element ? target.closest<HTMLElement>(named) : null;
    if (element === shownFor) return;
    hide();
    if (!element) return;
    shownFor = element;
    timer = setTimeout(() => show(element), isAtOnce ? 0 : afterMs);
  }

  document.addEventListener('pointerover', ({ target, pointerType }) => {
    if (pointerType !== 'touch' && !(target instanceof Node && tip.contains(target))) aim(target, false);
  });
  document.addEventListener('focusin', ({ target }) => {
    if (target instanceof Element && target.matches(':focus-visible')) aim(target, true);
  });
  document.addEventListener('focusout', hide);
  document.addEventListener('pointerdown', hide);
  document.addEventListener('scroll', hide, { capture: true, passive: true });
  document.addEventListener('keydown', ({ key }) => {
    if (!['Tab', 'Shift'].includes(key)) hide();
  });
}

function cap(text: string): HTMLElement {
  const key = document.createElement('kbd');
  key.textContent = text;
  return key;
}

function place(tip: HTMLElement, beside: Element): void {
  const { top, bottom, left, right } = beside.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const room = clientWidth - tip.offsetWidth - 4;
  const isBelow = bottom + 6 + tip.offsetHeight < clientHeight;
  tip.style.left = `${Math.max(4, Math.min(room, (left + right - tip.offsetWidth) / 2))}px`;
  tip.style.top = `${isBelow ? bottom + 6 : top - 6 - tip.offsetHeight}px`;
}
