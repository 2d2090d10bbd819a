import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { Fragment } from 'react';
import type { Person } from '../../api.ts';
import { Blocks } from '../../ui/blocks.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { More } from '../../ui/more.tsx';
import { dayName, isSameDay } from '../../words/formats.ts';
import styles from './history.module.css';
import { Item } from './item.tsx';
import { Part } from './part.tsx';
import { type HistoryKind, historyQuery } from './queries.ts';
import { usePersonWords } from './words.ts';

const kinds: HistoryKind[] = ['texts', 'answers', 'notes', 'opt_outs', 'groups', 'acts'];

/** All that happened with somebody, the newest first; the address says which kind of it. */
export function History({ person }: { person: Person }) {
  const words = usePersonWords();
  const { show } = useSearch({ strict: false });
  const kind = kinds.find((one) => one === show);
  const history = useInfiniteQuery(historyQuery(person.id, kind));
  const items = history.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Part title={words.history}>
      <nav className={styles.kinds} aria-label={words.kindsLabel}>
        {[undefined, ...kinds].map((one) => (
          <Link
            key={one ?? 'all'}
            to="/people/$personId"
            params={{ personId: person.id }}
            search={one ? { show: one } : {}}
            replace
            resetScroll={false}
            aria-current={one === kind ? 'true' : undefined}
          >
            {words.kinds[one ?? 'all']}
          </Link>
        ))}
      </nav>
      <ErrorNote error={history.error} retry={history.refetch} />
      {history.isPending && <Blocks />}
      {history.data && items.length === 0 && <p>{words.noHistory}</p>}
      <ol className={styles.items}>
        {items.map((item, i) => {
          const before = items[i - 1];
          return (
            <Fragment key={item.id}>
              {!(before && isSameDay(before.at, item.at)) && <li className={styles.day}>{dayName(item.at)}</li>}
              <Item item={item} person={person} />
            </Fragment>
          );
        })}
      </ol>
      <More query={history} />
    </Part>
  );
}
