import { Popover } from '../../ui/popover.tsx';
import styles from './bars.module.css';
import type { Column } from './columns.ts';
import { useTableWords } from './words.ts';

interface Given {
  all: Column[];
  shown: Column[];
  choose: (ids: string[]) => void;
}

/** Which columns the table has, for this member in each of their browsers. */
export function ColumnChoice({ all, shown, choose }: Given) {
  const words = useTableWords();
  const ids = shown.map(({ id }) => id);
  return (
    <Popover label={words.choose} trigger={words.choose}>
      {() => (
        <div className={styles.columns}>
          {all.map(({ id, label }) => (
            <label key={id}>
              <input
                type="checkbox"
                checked={ids.includes(id)}
                onChange={(event) =>
                  choose(event.currentTarget.checked ? [...ids, id] : ids.filter((each) => each !== id))
                }
              />
              <bdi>{label}</bdi>
            </label>
          ))}
        </div>
      )}
    </Popover>
  );
}
