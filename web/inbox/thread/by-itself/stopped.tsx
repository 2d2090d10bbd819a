import { lazy, Suspense } from 'react';
import type { TimelineItem } from '../../../api.ts';
import { useNow } from '../../../ui/clock.ts';
import { hasAnsweredEnough } from './has-answered-enough.ts';

const ByItself = lazy(async () => ({ default: (await import('./by-itself.tsx')).ByItself }));

/** While the program answers no more by itself: that it does not. */
export function Stopped({ entries }: { entries: TimelineItem[] }) {
  const now = useNow(60_000);
  if (!hasAnsweredEnough(entries, now)) return null;
  return (
    <Suspense>
      <ByItself />
    </Suspense>
  );
}
