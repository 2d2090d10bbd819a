import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { Condition, PartOfFilter, PeopleFilter } from '../rows.ts';
import { ConditionFields } from './condition.tsx';
import styles from './filter.module.css';
import { useFilterWords } from './words.ts';

interface Given {
  filter: PeopleFilter;
  change: (filter: PeopleFilter) => void;
  /** Of a part, in which no more parts can be. */
  isPart?: boolean;
  /** What else can be done with it. */
  children?: ReactNode;
}

const first: Condition = { kind: 'words', contains: '' };
const most = 30;

/** Who fits, said by conditions: all or any of them, and some of them together. */
export function FilterEditor({ filter, change, isPart = false, children }: Given) {
  const words = useFilterWords();
  const { match, conditions } = filter;
  const set = (at: number, part: PartOfFilter) => change({ match, conditions: conditions.with(at, part) });
  const add = (part: PartOfFilter) => change({ match, conditions: [...conditions, part] });
  return (
    <fieldset className={isPart ? styles.part : styles.editor}>
      <legend className={styles.legend}>{isPart ? words.together : words.who}</legend>
      {conditions.length > 1 && (
        <select
          className={styles.match}
          aria-label={words.match}
          value={match}
          onChange={(event) => change({ match: event.currentTarget.value as 'all' | 'any', conditions })}
        >
          <option value="all">{words.all}</option>
          <option value="any">{words.any}</option>
        </select>
      )}
      {conditions.length > 0 && (
        <ol className={styles.conditions}>
          {conditions.map((part, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a condition has nothing but its place
            <li key={at} className={styles.condition}>
              {'conditions' in part ? (
                <FilterEditor isPart filter={part} change={(inner) => set(at, inner as PartOfFilter)} />
              ) : (
                <ConditionFields condition={part} change={(next) => set(at, next)} />
              )}
              <Button
                look="icon"
                onClick={() => change({ match, conditions: conditions.toSpliced(at, 1) })}
                data-tip={words.remove}
              >
                <Icon name="close" label={words.removeNth(at + 1)} />
              </Button>
            </li>
          ))}
        </ol>
      )}
      {conditions.length < most && (
        <div className={styles.adds}>
          <Button look="quiet" onClick={() => add(first)}>
            {words.add}
          </Button>
          {!isPart && conditions.length > 0 && (
            <Button look="quiet" onClick={() => add({ match: match === 'all' ? 'any' : 'all', conditions: [first] })}>
              {words.addTogether}
            </Button>
          )}
          {children}
        </div>
      )}
    </fieldset>
  );
}
