import { useSyncExternalStore } from 'react';

const narrow = matchMedia('(width < 760px)');

function watch(changed: () => void): () => void {
  narrow.addEventListener('change', changed);
  return () => narrow.removeEventListener('change', changed);
}

/** Whether this is a small screen, on which a wide picture would have letters that nobody can read. */
export const useNarrow = () => useSyncExternalStore(watch, () => narrow.matches);
