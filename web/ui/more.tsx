import { useEffect, useRef } from 'react';
import { useWords } from '../words/words.ts';
import { Button } from './button.tsx';
import styles from './empty.module.css';

interface Query {
  hasNextPage: boolean;
  isFetching: boolean;
  /** The last try failed: the next is up to the member. */
  isFetchNextPageError?: boolean;
  fetchNextPage: (options: { cancelRefetch: boolean }) => unknown;
}

/** The end of a list of pages: fetches the next one when it comes into sight, and has a button for it. */
export function More({ query }: { query: Query }) {
  const { more } = useWords();
  const element = useRef<HTMLDivElement>(null);
  const latest = useRef(query);
  latest.current = query;
  const { hasNextPage, isFetching, isFetchNextPageError } = query;

  useEffect(() => {
    // Looked at anew after each page: it may have stayed in sight all the while, and the observer tells only of changes.
    // While the list is asked for anew, be it not drawn yet, the next page waits: it would call that off.
    if (!element.current || !hasNextPage || isFetching || isFetchNextPageError) return;
    const observer = new IntersectionObserver((entries) => {
      // A busy browser tells of several changes at once, the last of them is how it is.
      if (entries.at(-1)?.isIntersecting) latest.current.fetchNextPage({ cancelRefetch: false });
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [hasNextPage, isFetching, isFetchNextPageError]);

  if (!hasNextPage) return null;
  return (
    <div ref={element} className={styles.more}>
      <Button look="quiet" isBusy={isFetching} onClick={() => query.fetchNextPage({ cancelRefetch: false })}>
        {more}
      </Button>
    </div>
  );
}
