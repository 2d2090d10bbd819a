import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Refused } from '../api.ts';
import { nameShown } from '../name-shown.ts';
import { Blocks } from '../ui/blocks.tsx';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { Hidden } from '../ui/hidden.tsx';
import { More } from '../ui/more.tsx';
import { Hit } from './hit.tsx';
import { searchQuery } from './query.ts';
import styles from './search.module.css';
import { useSearchWords } from './words.ts';

/** Somebody's name without quotes, of which only the first word was read as theirs. */
const hasLooseName = /\b(?:from|to|group):[^\s"“”«»]+\s+\p{L}+(?![\p{L}:])/iu;

/** What was found: people, then texts, the newest first. */
export function Results({ q, clear }: { q: string; clear: () => void }) {
  const words = useSearchWords();
  const found = useInfiniteQuery(searchQuery(q));
  if (found.isLoadingError) return <Fault error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Blocks />;
  const people = found.data.pages[0]?.people ?? [];
  const hits = found.data.pages.flatMap((page) => page.items);
  const isNothing = people.length + hits.length === 0 && !found.hasNextPage;
  const said = found.isPlaceholderData ? '' : words.found(hits.length, found.hasNextPage);
  return (
    <div aria-busy={found.isPlaceholderData}>
      <Hidden role="status">{said}</Hidden>
      {people.length > 0 && (
        <section aria-label={words.people}>
          <h2 className={styles.kind}>{words.people}</h2>
          <ul className={styles.people}>
            {people.map((person) => (
              <li key={person.id}>
                <Link
                  to="/inbox/$view/$conversationId"
                  params={{ view: 'all', conversationId: person.conversationId }}
                  className={styles.person}
                  data-found
                >
                  <bdi>{nameShown(person)}</bdi>
                  <span dir="ltr">{person.phonesShown.join(', ')}</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {(hits.length > 0 || found.hasNextPage) && (
        <section aria-label={words.texts}>
          <h2 className={styles.kind}>{words.texts}</h2>
          <ul className={styles.hits}>
            {hits.map((hit) => (
              <Hit key={hit.message?.id ?? hit.note?.id} hit={hit} />
            ))}
          </ul>
          {found.hasNextPage && hits.length === 0 && <p className={styles.note}>{words.further}</p>}
        </section>
      )}
      {isNothing && !found.isPlaceholderData && (
        <Empty text={words.nothing(q)}>
          {hasLooseName.test(q) && <p>{words.quoteNames}</p>}
          <Button onClick={clear}>{words.change}</Button>
        </Empty>
      )}
      <More query={found} />
    </div>
  );
}

/** A search that cannot be is no fault of anybody: it says what to write. */
function Fault({ error, retry }: { error: unknown; retry: () => void }) {
  const sentence = error instanceof Refused ? error.problem.fields?.q : undefined;
  if (sentence) {
    return (
      <p role="status" className={styles.note}>
        {sentence}
      </p>
    );
  }
  return <ErrorNote error={error} retry={retry} />;
}
