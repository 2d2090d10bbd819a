import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { api, ask, type Person } from '../../../api.ts';
import { nameShown } from '../../../name-shown.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { useListbox } from '../../../ui/listbox.ts';
import { usePersonWords } from '../words.ts';
import styles from './merge.module.css';

/** Finds somebody by name or number: what is typed narrows the list, the arrow keys go through it. */
export function ChoosePerson({ person, choose }: { person: Person; choose: (id: string) => void }) {
  const words = usePersonWords();
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: ['people', 'to-merge', q],
    queryFn: async ({ signal }) =>
      (await ask(api.GET('/api/v1/search/people', { params: { query: { q } }, signal }))).items,
    enabled: q !== '',
    placeholderData: keepPreviousData,
  });
  const others = (q ? (found.data ?? []) : []).filter(
    ({ id, isPractice }) => id !== person.id && isPractice === person.isPractice,
  );
  const { field, list, option } = useListbox({ options: others, choose: ({ id }) => choose(id) });
  return (
    <>
      <input
        {...field}
        className={styles.field}
        aria-label={words.find}
        placeholder={words.find}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <ul {...list} aria-label={words.find} className={styles.found}>
        {others.map((other, i) => (
          <li key={other.id} {...option(i)} className={styles.option}>
            <bdi>{nameShown(other)}</bdi>
            <bdi dir="ltr" className={styles.phones}>
              {other.phonesShown.join(', ')}
            </bdi>
          </li>
        ))}
      </ul>
      <ErrorNote error={found.error} />
      <p role="status">{q && found.data && !found.isPlaceholderData && others.length === 0 && words.nobody(q)}</p>
    </>
  );
}
