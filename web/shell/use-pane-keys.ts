import { useEffect } from 'react';

/** F6 and Shift+F6 go from pane to pane, in the order of the page. */
export function usePaneKeys(): void {
  useEffect(() => {
    const cycle = (event: KeyboardEvent) => {
      if (event.key !== 'F6' || event.ctrlKey || event.altKey || event.metaKey) return;
      const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter((pane) => pane.checkVisibility());
      const at = panes.findIndex((pane) => pane.contains(document.activeElement));
      const next = panes.at((at + (event.shiftKey ? (at === -1 ? 0 : -1) : 1)) % panes.length);
      event.preventDefault();
      next?.focus();
    };
    addEventListener('keydown', cycle);
    return () => removeEventListener('keydown', cycle);
  }, []);
}
