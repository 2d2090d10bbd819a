/** Gives the focus to a pane when what had it is gone, so that it is never nowhere: in a layout effect, before anybody sees it. */
export function focusIfLost(pane: HTMLElement | null): void {
  // Before the first act nothing had the focus, and a ring would come out of nowhere.
  if (!navigator.userActivation.hasBeenActive) return;
  const at = document.activeElement;
  if (pane && (!at || at === document.body || !at.checkVisibility())) pane.focus(onPane());
}

/** Nobody has asked to see where it is: on a phone, where the last key may have been the keyboard's Go, it has no ring. */
function onPane(): FocusOptions & { focusVisible?: boolean } {
  const isPhone = matchMedia('(pointer: coarse)').matches;
  return { preventScroll: true, ...(isPhone && { focusVisible: false }) };
}

/** Gives the focus to the content of the page, after an act that took away what had it. */
export function focusContent(): void {
  document.getElementById('content')?.focus(onPane());
}
