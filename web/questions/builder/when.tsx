import { useSuspenseQuery } from '@tanstack/react-query';
import { meQuery } from '../../queries.ts';
import { Blank } from '../../ui/blank.tsx';
import styles from '../../ui/controls.module.css';
import { Input, Labelled, NumberInput, OneOf } from '../../ui/controls.tsx';
import type { Repeat, Schedule } from '../content.ts';
import { today, useDates } from '../dates.ts';
import { useSay } from '../say.ts';
import { RepeatFields } from './repeat-fields.tsx';
import { useBuilderWords } from './words.ts';

interface Given {
  schedule: Schedule;
  change: (schedule: Schedule) => void;
  fault: string | undefined;
}

/** When it is asked, and how it comes back. */
export function When({ schedule, change, fault }: Given) {
  const { blank, when } = useBuilderWords();
  const dates = useDates();
  const say = useSay();
  const { timeZone } = useSuspenseQuery(meQuery).data.team;
  const { repeat, startsOn, endsOn, at, zone } = schedule;
  const set = (changed: Partial<Schedule>) => change({ ...schedule, ...changed });
  const isOnce = repeat.every === 'once';

  function chooseEvery(every: Repeat['every']): void {
    const weekday = weekdayOf(startsOn);
    const repeats: Record<Repeat['every'], Repeat> = {
      once: { every: 'once' },
      days: { every: 'days', n: 1 },
      weeks: { every: 'weeks', n: 1, weekdays: [weekday] },
      months: { every: 'months', n: 1, on: { day: Number(startsOn.slice(8)) } },
    };
    set({ repeat: repeats[every] });
  }

  return (
    <Blank label={blank.when} words={say.when(schedule)} fault={fault}>
      <OneOf
        legend={when.repeat}
        options={(['once', 'days', 'weeks', 'months'] as const).map((value) => ({ value, words: when[value] }))}
        value={repeat.every}
        choose={chooseEvery}
      />
      <RepeatFields repeat={repeat} change={(changed) => set({ repeat: changed })} />
      <div className={styles.pair}>
        <Labelled label={when.time}>
          <Input type="time" required value={at} change={(time) => time && set({ at: time })} />
        </Labelled>
        {repeat.every !== 'once' && (
          <Labelled label={when.every[repeat.every]}>
            <NumberInput
              min={1}
              max={52}
              value={repeat.n}
              change={(n) => n && set({ repeat: { ...repeat, n: Math.round(n) } })}
            />
          </Labelled>
        )}
        <Labelled label={isOnce ? when.date : when.startsOn}>
          <Input
            type="date"
            required
            min={today() < startsOn ? today() : startsOn}
            value={startsOn}
            change={(date) => date && set({ startsOn: date })}
          />
        </Labelled>
        {!isOnce && (
          <Labelled label={when.endsOn}>
            <Input
              type="date"
              min={startsOn}
              value={endsOn ?? ''}
              change={(date) => {
                const { endsOn: _, ...rest } = schedule;
                change(date ? { ...rest, endsOn: date } : rest);
              }}
            />
          </Labelled>
        )}
      </div>
      <OneOf
        legend={when.zone}
        options={[
          { value: 'person', words: when.ownZone },
          {
            value: zone === 'person' ? timeZone : zone,
            words: when.teamZone(dates.zone(zone === 'person' ? timeZone : zone)),
          },
        ]}
        value={zone}
        choose={(chosen) => set({ zone: chosen })}
      />
    </Blank>
  );
}

type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** 1 is Monday. */
function weekdayOf(date: string): Weekday {
  return (new Date(`${date}T12:00Z`).getUTCDay() || 7) as Weekday;
}
