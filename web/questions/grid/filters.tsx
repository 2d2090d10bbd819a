import { useQuery } from '@tanstack/react-query';
import { groupsQuery } from '../../queries.ts';
import type { Arrangement } from './arrange.ts';
import styles from './page.module.css';
import { useGridWords } from './words.ts';

interface Given {
  keys: [key: string, label: string][];
  wanted: Omit<Arrangement, 'pinned'>;
  want: (change: Omit<Arrangement, 'pinned'>) => void;
}

/** Whom to show: by name, by group, by what they answered last. */
export function Filters({ keys, wanted, want }: Given) {
  const words = useGridWords();
  const groups = useQuery(groupsQuery).data ?? [];
  return (
    <div className={styles.filters}>
      <label>
        {words.search}
        <input
          type="search"
          value={wanted.find ?? ''}
          onChange={({ target }) => want({ find: target.value || undefined })}
        />
      </label>
      {groups.length > 0 && (
        <label>
          {words.group}
          <select value={wanted.group ?? ''} onChange={({ target }) => want({ group: target.value || undefined })}>
            <option value="">{words.everyone}</option>
            {groups.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        {words.lastAnswer}
        <select value={wanted.answer ?? ''} onChange={({ target }) => want({ answer: target.value || undefined })}>
          <option value="">{words.anyAnswer}</option>
          {keys.map(([key, label]) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
