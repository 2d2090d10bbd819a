import { useEffect, useRef } from 'react';
import { useWords } from '../words/words.ts';
import { Button } from './button.tsx';
import styles from './empty.module.css';

interface Query {
  hasNextPage: boolean;
  isFetching: boolean;
  isFetchingNextPage: boolean;
  /** The last try failed: the next is up to the member. */
  isFetchNextPageError?: boolean;
  fetchNextPage: () => unknown;
}

/** The end of a list of pages: fetches the next one when it comes into sight, and has a button for it. */
export function More({ query }: { query: Query }) {
  const { more } = useWords();
  const element = useRef<HTMLDivElement>(null);
  const latest = useRef(query);
  latest.current = query;
  const { hasNextPage, isFetching, isFetchingNextPage, isFetchNextPageError } = query;

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was fetched anew may have called off the next page
  useEffect(() => {
    // Looked at anew after each page: it may have stayed in sight all the while, and the observer tells only of changes.
    if (!element.current || !hasNextPage || isFetchingNextPage || isFetchNextPageError) return;
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting) latest.current.fetchNextPage();
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [hasNextPage, isFetching, isFetchingNextPage, isFetchNextPageError]);

  if (!hasNextPage) return null;
  return (
    <div ref={element} className={styles.more}>
      <Button look="quiet" isBusy={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
        {more}
      </Button>
    </div>
  );
}
