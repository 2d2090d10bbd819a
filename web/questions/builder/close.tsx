import { Blank } from '../../ui/blank.tsx';
import styles from '../../ui/controls.module.css';
import { Input, Labelled, NumberInput, OneOf, Select } from '../../ui/controls.tsx';
import type { Closing } from '../content.ts';
import { useDates } from '../dates.ts';
import { useSay } from '../say.ts';
import { useBuilderWords } from './words.ts';

interface Given {
  closing: Closing;
  change: (closing: Closing) => void;
  fault: string | undefined;
}

type Kind = 'after' | 'later' | 'weekday';
const waits = [60, 120, 240, 480, 720, 1_440, 2_880, 4_320, 10_080];
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** When the question closes. */
export function Close({ closing, change, fault }: Given) {
  const { blank, close } = useBuilderWords();
  const say = useSay();
  const at = 'at' in closing ? closing.at : '12:00';
  const kind: Kind = 'afterMinutes' in closing ? 'after' : 'weekday' in closing ? 'weekday' : 'later';
  const fresh: Record<Kind, Closing> = {
    after: { afterMinutes: 1_440 },
    later: { daysLater: 1, at },
    weekday: { weekday: 5, at },
  };
  return (
    <Blank label={blank.close} words={say.closing(closing)} fault={fault}>
      <OneOf
        legend={close.kind}
        options={(['after', 'later', 'weekday'] as const).map((value) => ({ value, words: close[value] }))}
        value={kind}
        choose={(chosen) => change(fresh[chosen])}
      />
      <Fields closing={closing} change={change} />
      <p className={styles.hint}>{close.hint}</p>
    </Blank>
  );
}

function Fields({ closing, change }: Omit<Given, 'fault'>) {
  const { close, when } = useBuilderWords();
  const dates = useDates();
  const say = useSay();
  if ('afterMinutes' in closing)
    return (
      <Labelled label={close.after}>
        <Select
          options={[...new Set([...waits, closing.afterMinutes])]
            .sort((a, b) => a - b)
            .map((value) => ({ value, words: say.minutes(value) }))}
          value={closing.afterMinutes}
          choose={(afterMinutes) => change({ afterMinutes })}
        />
      </Labelled>
    );
  return (
    <div className={styles.pair}>
      {'weekday' in closing ? (
        <Labelled label={when.weekday}>
          <Select
            options={weekdays.map((value) => ({ value, words: dates.weekday(value) }))}
            value={closing.weekday}
            choose={(weekday) => change({ ...closing, weekday })}
          />
        </Labelled>
      ) : (
        <Labelled label={close.days}>
          <NumberInput
            min={0}
            max={28}
            value={closing.daysLater}
            change={(days = 0) => change({ ...closing, daysLater: Math.round(days) })}
          />
        </Labelled>
      )}
      <Labelled label={close.time}>
        <Input type="time" required value={closing.at} change={(time) => time && change({ ...closing, at: time })} />
      </Labelled>
    </div>
  );
}
