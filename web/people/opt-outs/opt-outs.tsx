import { useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { Blocks } from '../../ui/blocks.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Hidden } from '../../ui/hidden.tsx';
import { More } from '../../ui/more.tsx';
import { PeopleArea } from '../area.tsx';
import { Asking } from './asking.tsx';
import { ByHand } from './by-hand.tsx';
import { OptOutRow } from './opt-out-row.tsx';
import styles from './opt-outs.module.css';
import { optOutsQuery } from './queries.ts';
import { useOptOutWords } from './words.ts';

/** Who must not be texted, since when, and by whose words; first those of whom somebody has to say so. */
export function OptOuts() {
  const words = useOptOutWords();
  const [search, setSearch] = useState('');
  const [isAdding, setAdding] = useState(false);
  const add = <Button onClick={() => setAdding(true)}>{words.optSomebodyOut}</Button>;
  return (
    <PeopleArea title={words.title} act={add}>
      <Asking />
      <p className={styles.lead}>{words.lead}</p>
      <label>
        <Hidden>{words.search}</Hidden>
        <input
          type="search"
          className={styles.search}
          placeholder={words.search}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      </label>
      <Found search={useDeferredValue(search.trim())} />
      <p className={styles.foot}>
        {words.blocked}{' '}
        <a href="/api/v1/exports/opt-outs.csv" download>
          {words.download}
        </a>
      </p>
      {isAdding && <ByHand close={() => setAdding(false)} />}
    </PeopleArea>
  );
}

function Found({ search }: { search: string }) {
  const words = useOptOutWords();
  const found = useInfiniteQuery(optOutsQuery(search));
  if (found.isLoadingError) return <ErrorNote error={found.error} retry={found.refetch} />;
  if (!found.data) return <Blocks />;
  const rows = found.data.pages.flatMap((page) => page.items);
  if (rows.length === 0) return <p className={styles.none}>{search ? words.noMatch(search) : words.none}</p>;
  return (
    <>
      <ul className={styles.rows}>
        {rows.map((row) => (
          <OptOutRow key={row.id} row={row} />
        ))}
      </ul>
      <More query={found} />
    </>
  );
}
