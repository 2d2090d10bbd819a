import { useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';

const paper = matchMedia('print');

/** Whether the page is on its way to paper: what only stands there is drawn only then. */
export function usePrinting(): boolean {
  return useSyncExternalStore(subscribe, () => paper.matches);
}

function subscribe(listener: () => void): () => void {
  // Before the browser lays the sheet out, not after.
  const now = () => flushSync(listener);
  paper.addEventListener('change', now);
  return () => paper.removeEventListener('change', now);
}
