import { useEffect, useRef } from 'react';
import { useWords } from '../words/words.ts';
import { Button } from './button.tsx';
import styles from './empty.module.css';

interface Query {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** The end of a list of pages: fetches the next one when it comes into sight, and has a button for it. */
export function More({ query }: { query: Query }) {
  const { more } = useWords();
  const element = useRef<HTMLDivElement>(null);
  const latest = useRef(query);
  latest.current = query;
  const { hasNextPage } = query;

  useEffect(() => {
    if (!element.current || !hasNextPage) return;
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting && !latest.current.isFetchingNextPage) latest.current.fetchNextPage();
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [hasNextPage]);

  if (!hasNextPage) return null;
  return (
    <div ref={element} className={styles.more}>
      <Button look="quiet" isBusy={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
        {more}
      </Button>
    </div>
  );
}
