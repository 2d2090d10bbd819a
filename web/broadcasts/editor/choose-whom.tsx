import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ask } from '../../api.ts';
import { countedGroupsQuery } from '../../counted-groups.ts';
import styles from '../../ui/controls.module.css';
import { Check, Input } from '../../ui/controls.tsx';
import { fold } from '../../ui/listbox.ts';
import { useEditorWords } from './words.ts';

/** Some groups and some people. */
export interface Some {
  groupIds: string[];
  personIds: string[];
}

/** More are not listed at once: typing finds them. */
const mostListed = 60;

const foundQuery = (search: string) => ({
  queryKey: ['people', 'to choose', search],
  queryFn: ({ signal }: { signal: AbortSignal }) => {
    const query = { search: search || undefined, limit: String(mostListed) };
    return ask(api.GET('/api/v1/people', { params: { query }, signal }));
  },
  placeholderData: keepPreviousData,
});

/** Groups and people to tick, found by typing a part of their name or number. */
export function ChooseWhom({ chosen, change }: { chosen: Some; change: (chosen: Some) => void }) {
  const { whom } = useEditorWords();
  const [typed, setTyped] = useState('');
  const search = typed.trim();
  const groups = (useQuery(countedGroupsQuery).data ?? []).filter(({ name }) => fold(name).includes(fold(search)));
  const people = useQuery(foundQuery(search)).data;
  const { groupIds, personIds } = chosen;
  return (
    <>
      <Input
        type="search"
        aria-label={whom.search}
        placeholder={whom.search}
        autoFocus
        value={typed}
        change={setTyped}
      />
      {groups.length > 0 && (
        <fieldset className={styles.list}>
          <legend className={styles.label}>{whom.groups}</legend>
          {groups.map(({ id, name, people: size }) => (
            <Check
              key={id}
              label={name}
              detail={whom.ofGroup(size)}
              isOn={groupIds.includes(id)}
              set={(isOn) => change({ ...chosen, groupIds: toggled(groupIds, id, isOn) })}
            />
          ))}
        </fieldset>
      )}
      {people && people.items.length > 0 && (
        <fieldset className={styles.list}>
          <legend className={styles.label}>{whom.people}</legend>
          {people.items.map(({ id, name, optedOutAt }) => (
            <Check
              key={id}
              label={name}
              detail={optedOutAt ? whom.optedOut : ''}
              isOn={personIds.includes(id)}
              set={(isOn) => change({ ...chosen, personIds: toggled(personIds, id, isOn) })}
            />
          ))}
        </fieldset>
      )}
      {people?.next && <p className={styles.hint}>{whom.tooMany}</p>}
      {people && people.items.length + groups.length === 0 && (
        <p className={styles.hint}>{search ? whom.none(search) : whom.nobody}</p>
      )}
    </>
  );
}

function toggled(ids: string[], id: string, isOn: boolean): string[] {
  return isOn ? [...ids, id] : ids.filter((each) => each !== id);
}
