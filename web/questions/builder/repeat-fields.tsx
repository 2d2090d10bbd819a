import styles from '../../ui/controls.module.css';
import { Labelled, NumberInput, OneOf, Select, SomeOf } from '../../ui/controls.tsx';
import type { Repeat } from '../content.ts';
import { useDates } from '../dates.ts';
import { useBuilderWords } from './words.ts';

type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;
const weekdays: Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const nths = [1, 2, 3, 4, 5, -1] as const;

/** What belongs to a way of coming back: how often, and on which days. */
export function RepeatFields({ repeat, change }: { repeat: Repeat; change: (repeat: Repeat) => void }) {
  return (
    <>
      {repeat.every === 'weeks' && (
        <Weekdays chosen={repeat.weekdays} change={(days) => change({ ...repeat, weekdays: days })} />
      )}
      {repeat.every === 'months' && <DayOfMonth on={repeat.on} change={(on) => change({ ...repeat, on })} />}
    </>
  );
}

function Weekdays({ chosen, change }: { chosen: Weekday[]; change: (weekdays: Weekday[]) => void }) {
  const { when } = useBuilderWords();
  const dates = useDates();
  return (
    <SomeOf
      legend={when.weekdays}
      options={weekdays.map((value) => ({ value, words: dates.shortWeekday(value), spoken: dates.weekday(value) }))}
      values={chosen}
      // None at all is no rule: the last one stays.
      change={(days) => days.length > 0 && change([...days].sort())}
    />
  );
}

type MonthlyOn = Extract<Repeat, { every: 'months' }>['on'];

function DayOfMonth({ on, change }: { on: MonthlyOn; change: (on: MonthlyOn) => void }) {
  const { when } = useBuilderWords();
  const dates = useDates();
  return (
    <>
      <OneOf
        legend={when.on}
        options={[
          { value: 'day', words: when.monthDay },
          { value: 'weekday', words: when.monthWeekday },
        ]}
        value={'day' in on ? 'day' : 'weekday'}
        choose={(kind) => change(kind === 'day' ? { day: 1 } : { weekday: 1, nth: 1 })}
      />
      {'day' in on ? (
        <Labelled label={when.day}>
          <NumberInput min={1} max={31} value={on.day} change={(day) => day && change({ day })} />
        </Labelled>
      ) : (
        <div className={styles.pair}>
          <Labelled label={when.nth}>
            <Select
              options={nths.map((value) => ({ value, words: when.nths[value] }))}
              value={on.nth}
              choose={(nth) => change({ ...on, nth })}
            />
          </Labelled>
          <Labelled label={when.weekday}>
            <Select
              options={weekdays.map((value) => ({ value, words: dates.weekday(value) }))}
              value={on.weekday}
              choose={(weekday) => change({ ...on, weekday })}
            />
          </Labelled>
        </div>
      )}
    </>
  );
}
