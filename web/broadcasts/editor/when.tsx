import { Blank } from '../../ui/blank.tsx';
import styles from '../../ui/controls.module.css';
import { Input, Labelled, OneOf } from '../../ui/controls.tsx';
import sentence from '../../ui/sentence.module.css';
import type { SendAt } from '../content.ts';
import { useSayWhen } from '../say-when.ts';
import { useEditorWords } from './words.ts';

type Kind = 'now' | 'at' | 'theirs';

interface Given {
  sendAt: SendAt;
  change: (sendAt: SendAt) => void;
  fault: string | undefined;
}

/** When it leaves: at once, at one moment for all, or at the same hour on the clock of each. */
export function When({ sendAt, change, fault }: Given) {
  const { lead, blank, when } = useEditorWords();
  const say = useSayWhen();
  const kind: Kind = !sendAt ? 'now' : 'at' in sendAt ? 'at' : 'theirs';
  const { date, time } = sendAt ? wallOf(sendAt) : wallOf({ at: nextMorning().toISOString() });
  const set = (chosen: Kind, localDate: string, localTime: string) => {
    if (chosen === 'now') change(null);
    else if (chosen === 'theirs') change({ localDate, localTime });
    else change({ at: new Date(`${localDate}T${localTime}`).toISOString() });
  };
  const isOver = sendAt && 'at' in sendAt && Date.parse(sendAt.at) < Date.now();
  const wrong = fault ?? (isOver ? when.isOver : undefined);
  return (
    <p className={sentence.clause}>
      {lead.when}{' '}
      <Blank label={blank.when} words={say(sendAt)} fault={wrong}>
        <OneOf
          legend={when.legend}
          options={(['now', 'at', 'theirs'] as const).map((value) => ({ value, words: when[value] }))}
          value={kind}
          choose={(chosen) => set(chosen, date, time)}
        />
        {kind !== 'now' && (
          <div className={styles.pair}>
            <Labelled label={when.date}>
              <Input type="date" required value={date} change={(value) => value && set(kind, value, time)} />
            </Labelled>
            <Labelled label={kind === 'at' ? when.time : when.theirTime}>
              <Input type="time" required value={time} change={(value) => value && set(kind, date, value)} />
            </Labelled>
          </div>
        )}
        {wrong && <p className={styles.bad}>{wrong}</p>}
      </Blank>
    </p>
  );
}

/** What the calendar and the clock here show, as the fields of a browser have it. */
function wallOf(sendAt: NonNullable<SendAt>): { date: string; time: string } {
  if (!('at' in sendAt)) return { date: sendAt.localDate, time: sendAt.localTime };
  const at = new Date(sendAt.at);
  const two = (n: number) => String(n).padStart(2, '0');
  return {
    date: `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    time: `${two(at.getHours())}:${two(at.getMinutes())}`,
  };
}

const morning = 8;

function nextMorning(): Date {
  const now = new Date();
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, morning);
}
