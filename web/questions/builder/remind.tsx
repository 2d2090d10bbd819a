import { Blank } from '../../ui/blank.tsx';
import styles from '../../ui/controls.module.css';
import { Check, Input, Labelled, OneOf, Select, Words } from '../../ui/controls.tsx';
import type { Nudges } from '../content.ts';
import { useSay } from '../say.ts';
import { useBuilderWords } from './words.ts';

interface Given {
  nudges: Nudges | undefined;
  change: (nudges: Nudges | undefined) => void;
  fault: string | undefined;
}

const waits = [30, 60, 120, 180, 240, 480, 720, 1_440, 2_880];
const night = { from: '21:00', until: '08:00' };

/** How often whoever is silent is reminded, after how long, and in which words. */
export function Remind({ nudges, change, fault }: Given) {
  const { blank, remind, defaults } = useBuilderWords();
  const say = useSay();
  const most = nudges?.most ?? 0;

  function chooseMost(count: number): void {
    const { afterMinutes = 240, words = [], quiet = night } = nudges ?? {};
    const all = Array.from({ length: count }, (_, i) => words[i] ?? (i === 0 ? defaults.nudge : defaults.again));
    change(count === 0 ? undefined : { afterMinutes, most: count, words: all, quiet });
  }

  return (
    <Blank label={blank.remind} words={say.remind(nudges)} fault={fault}>
      <OneOf
        legend={remind.most}
        options={[0, 1, 2, 3].map((value) => ({ value, words: remind.times(value) }))}
        value={most}
        choose={chooseMost}
      />
      {nudges && (
        <>
          <Labelled label={remind.after} hint={remind.hint}>
            <Select
              options={[...new Set([...waits, nudges.afterMinutes])]
                .sort((a, b) => a - b)
                .map((value) => ({ value, words: say.minutes(value) }))}
              value={nudges.afterMinutes}
              choose={(afterMinutes) => change({ ...nudges, afterMinutes })}
            />
          </Labelled>
          {nudges.words.map((words, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the first, the second
            <Labelled key={at} label={remind.words(at + 1)}>
              <Words value={words} change={(text) => change({ ...nudges, words: nudges.words.with(at, text) })} />
            </Labelled>
          ))}
          <QuietHours nudges={nudges} change={change} />
        </>
      )}
    </Blank>
  );
}

function QuietHours({ nudges, change }: { nudges: Nudges; change: (nudges: Nudges) => void }) {
  const { remind } = useBuilderWords();
  const { quiet, ...rest } = nudges;
  return (
    <>
      <Check
        label={remind.quiet}
        isOn={quiet !== undefined}
        set={(isOn) => change(isOn ? { ...rest, quiet: night } : rest)}
      />
      {quiet && (
        <div className={styles.pair}>
          <Labelled label={remind.from}>
            <Input
              type="time"
              required
              value={quiet.from}
              change={(from) => from && change({ ...nudges, quiet: { ...quiet, from } })}
            />
          </Labelled>
          <Labelled label={remind.until}>
            <Input
              type="time"
              required
              value={quiet.until}
              change={(until) => until && change({ ...nudges, quiet: { ...quiet, until } })}
            />
          </Labelled>
        </div>
      )}
    </>
  );
}
