import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import popover from '../../../ui/popover.module.css';
import { capital } from '../../../words/formats.ts';
import { useLanguage } from '../../../words/words.ts';
import { useComposerWords } from '../words.ts';
import { clockTime, differ, ownZone } from './clock-words.ts';
import styles from './later.module.css';
import { useSayTime } from './say-time.ts';
import { isQuiet, nextMorning, usualTimes } from './their-hours.ts';
import { momentOf, wallTime } from './zone.ts';

interface Given {
  name: string;
  /** The zone of whoever gets the text. */
  zone: string;
  plan: (at: Date, options: { cancelIfTheyWriteFirst: boolean }) => void;
}

/** When a text leaves, by the clock of whoever gets it: usual times, or any other. */
export function Later({ name, zone, plan }: Given) {
  const words = useComposerWords();
  const say = useSayTime(name, zone);
  const id = useId();
  const [now] = useState(() => new Date());
  const [cancelIfTheyWriteFirst, setCancel] = useState(false);
  const times = useRef<HTMLUListElement>(null);
  const usual = usualTimes(now, zone);
  // Drawn when the popover is open already, which moves the focus to nothing by itself.
  useEffect(() => times.current?.querySelector('button')?.focus(), []);
  const choose = (at: Date) => plan(at, { cancelIfTheyWriteFirst });
  return (
    <div className={styles.later}>
      <h3 className={popover.title}>{words.laterTitle(name)}</h3>
      <label className={styles.check} htmlFor={id}>
        <input
          id={id}
          type="checkbox"
          checked={cancelIfTheyWriteFirst}
          onChange={(event) => setCancel(event.currentTarget.checked)}
        />
        {words.unlessTheyWrite(name)}
      </label>
      <ul ref={times} className={styles.times}>
        {usual.map((at) => (
          <li key={at.toISOString()}>
            <button type="button" className={popover.item} onClick={() => choose(at)}>
              {capital(say(at))}
            </button>
          </li>
        ))}
      </ul>
      <OwnTime name={name} zone={zone} initial={nextMorning(now, zone)} act={words.schedule} choose={choose} />
    </div>
  );
}

/** Any date and time, by their clock. */
export function OwnTime({
  name,
  zone,
  initial,
  act,
  choose,
}: {
  name: string;
  zone: string;
  initial: Date;
  act: string;
  choose: (at: Date) => void;
}) {
  const words = useComposerWords();
  const language = useLanguage();
  const id = useId();
  const wall = wallTime(initial, zone);
  const two = (n: number) => String(n).padStart(2, '0');
  const [date, setDate] = useState(`${wall.year}-${two(wall.month)}-${two(wall.day)}`);
  const [time, setTime] = useState(`${two(wall.hour)}:${two(wall.minute)}`);
  const [isOver, setOver] = useState(false);
  const at = read(date, time, zone);
  return (
    <form
      className={styles.own}
      onSubmit={(event) => {
        event.preventDefault();
        // It is drawn in a form of its own, but React passes the event on to the composer's.
        event.stopPropagation();
        if (!at || at.getTime() <= Date.now()) setOver(true);
        else choose(at);
      }}
    >
      <label htmlFor={`${id}-date`}>{words.date}</label>
      <label htmlFor={`${id}-time`}>{words.time(name)}</label>
      <input
        id={`${id}-date`}
        type="date"
        required
        value={date}
        onChange={(event) => [setDate(event.currentTarget.value), setOver(false)]}
      />
      <input
        id={`${id}-time`}
        type="time"
        required
        value={time}
        onChange={(event) => [setTime(event.currentTarget.value), setOver(false)]}
      />
      <p className={styles.hint} role="status">
        {isOver && <strong className={styles.bad}>{words.isOver} </strong>}
        {at && differ(at, zone, ownZone()) && words.timeHere(clockTime(at, ownZone(), language, zone))}{' '}
        {at && isQuiet(at, zone) && <strong>{words.quietThen(clockTime(at, zone, language), name)}</strong>}
      </p>
      <Button type="submit" look="primary">
        {act}
      </Button>
    </form>
  );
}

function read(date: string, time: string, zone: string): Date | null {
  const [year, month, day] = date.split('-').map(Number);
  const [hour, minute] = time.split(':').map(Number);
  if (!year || !month || !day || hour === undefined || minute === undefined || Number.isNaN(minute)) return null;
  return momentOf({ year, month, day, hour, minute }, zone);
}
