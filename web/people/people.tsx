import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { api, ask, type Person } from '../api.ts';
import { Blocks } from '../ui/blocks.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { Hidden } from '../ui/hidden.tsx';
import { More } from '../ui/more.tsx';
import { AddPerson } from './add-person.tsx';
import { PeopleArea } from './area.tsx';
import styles from './people.module.css';
import { usePeopleWords } from './words.ts';

const peopleQuery = (search: string) =>
  infiniteQueryOptions({
    queryKey: ['people', search],
    queryFn: ({ pageParam, signal }) => {
      const query = { search: search || undefined, after: pageParam, limit: '50' };
      return ask(api.GET('/api/v1/people', { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });

/** The people whom the team texts. */
export function People() {
  const people = usePeopleWords();
  const [search, setSearch] = useState('');
  const [isAdding, setAdding] = useState(false);
  const [added, setAdded] = useState<Person>();
  const add = (
    <Button look="primary" onClick={() => setAdding(true)}>
      {people.add}
    </Button>
  );
  return (
    <PeopleArea title={people.title} act={add}>
      <label>
        <Hidden>{people.search}</Hidden>
        <input
          type="search"
          className={styles.search}
          placeholder={people.search}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      </label>
      <div role="status">
        {added && (
          <p className={styles.added}>
            {people.added(added.name)}{' '}
            <Link to="/inbox/$view/$conversationId" params={{ view: 'all', conversationId: added.conversationId }}>
              {people.text(added.name)}
            </Link>
          </p>
        )}
      </div>
      <Found search={useDeferredValue(search.trim())} clear={() => setSearch('')} add={() => setAdding(true)} />
      {isAdding && (
        <AddPerson
          close={() => setAdding(false)}
          done={(person) => {
            setAdded(person);
            setAdding(false);
          }}
        />
      )}
    </PeopleArea>
  );
}

function Found({ search, clear, add }: { search: string; clear: () => void; add: () => void }) {
  const people = usePeopleWords();
  const found = useInfiniteQuery(peopleQuery(search));
  if (found.isLoadingError) return <ErrorNote error={found.error} />;
  if (!found.data) return <Blocks />;
  const rows = found.data.pages.flatMap((page) => page.items);
  if (rows.length === 0 && search) {
    return (
      <Empty text={people.noMatch(search)}>
        <Button onClick={clear}>{people.clear}</Button>
      </Empty>
    );
  }
  if (rows.length === 0) {
    return (
      <Empty title={people.emptyTitle} text={people.empty}>
        <Button onClick={add}>{people.add}</Button>
      </Empty>
    );
  }
  return (
    <>
      <ul className={styles.people}>
        {rows.map((person) => (
          <PersonRow key={person.id} person={person} />
        ))}
      </ul>
      <More query={found} />
    </>
  );
}

function PersonRow({ person }: { person: Person }) {
  const people = usePeopleWords();
  const facts = [person.isPractice && people.practice, person.optedOutAt && people.optedOut].filter(Boolean);
  return (
    <li className={styles.person}>
      <bdi className={styles.name}>{person.name}</bdi>
      <span className={styles.phones}>
        <bdi dir="ltr">{person.phonesShown.join(', ')}</bdi>
      </span>
      <span className={styles.facts}>{facts.join(' · ')}</span>
      <Link
        to="/inbox/$view/$conversationId"
        params={{ view: 'all', conversationId: person.conversationId }}
        className={buttonClass()}
        aria-label={people.text(person.name)}
      >
        {people.textShort}
      </Link>
    </li>
  );
}
