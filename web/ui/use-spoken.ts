import { useEffect, useRef, useState } from 'react';

const spokenEveryMs = 10_000;

/** A sentence that changes often, said at most every ten seconds; what it is at first is read where it stands. */
export function useSpoken(sentence: string): string {
  const [said, say] = useState('');
  const first = useRef(sentence);
  const saidAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (sentence === first.current) return;
    first.current = '';
    const wait = Math.max(0, saidAt.current + spokenEveryMs - performance.now());
    const timer = setTimeout(() => {
      saidAt.current = performance.now();
      say(sentence);
    }, wait);
    return () => clearTimeout(timer);
  }, [sentence]);
  return said;
}
