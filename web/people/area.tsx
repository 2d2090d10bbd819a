import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import styles from './area.module.css';
import { useAreaWords } from './area-words.ts';

/** The pages about people, in the order in which the bar has them. */
const pages = [
  { to: '/people', words: 'people' },
  { to: '/people/groups', words: 'groups' },
  { to: '/people/fields', words: 'fields' },
  { to: '/people/import', words: 'imports' },
  { to: '/people/opt-outs', words: 'optOuts' },
] as const;

/** One page about people: above it the bar that leads to the others, its title and its one act. */
export function PeopleArea({
  title,
  act,
  isWide = false,
  children,
}: {
  /** A person's name stands in <bdi>. */
  title: ReactNode;
  act?: ReactNode;
  /** As wide and as high as there is room, for a table that scrolls by itself. */
  isWide?: boolean;
  children: ReactNode;
}) {
  const words = useAreaWords();
  const titleId = useId();
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    // On the smallest phones the bar is wider than the screen.
    bar.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, []);
  return (
    <section
      className={isWide ? `${styles.area} ${styles.wide}` : styles.area}
      aria-labelledby={titleId}
      data-pane
      tabIndex={-1}
    >
      <nav ref={bar} className={styles.bar} aria-label={words.bar}>
        {pages.map((page) => (
          <Link key={page.to} to={page.to} activeOptions={{ exact: page.to === '/people', includeSearch: false }}>
            {words[page.words]}
          </Link>
        ))}
      </nav>
      <header className={styles.head}>
        <h1 id={titleId}>{title}</h1>
        {act}
      </header>
      {children}
    </section>
  );
}
