import { useEffect, useRef, useState } from 'react';

const spokenEveryMs = 10_000;

/**
 * A sentence that changes often, said at most every ten seconds, or at once where it is the last. What it is at first is read
 * where it stands, unless that is news.
 */
export function useSpoken(sentence: string, { isNews = false, isLast = false } = {}): string {
  const [said, say] = useState('');
  const first = useRef(isNews ? null : sentence);
  const saidAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (sentence === first.current) return;
    first.current = null;
    const wait = isLast ? 0 : Math.max(0, saidAt.current + spokenEveryMs - performance.now());
    const timer = setTimeout(() => {
      saidAt.current = performance.now();
      say(sentence);
    }, wait);
    return () => clearTimeout(timer);
  }, [sentence, isLast]);
  return said;
}
