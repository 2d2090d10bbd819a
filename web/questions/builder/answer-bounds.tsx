import styles from '../../ui/controls.module.css';
import { Check, Input, Labelled, NumberInput } from '../../ui/controls.tsx';
import type { Answering } from '../content.ts';
import { useBuilderWords } from './words.ts';

type Of<Kind extends Answering['kind']> = Extract<Answering, { kind: Kind }>;

/** Between what an answer must lie, for those kinds that have bounds. */
export function AnswerBounds({ answering, change }: { answering: Answering; change: (answering: Answering) => void }) {
  if (answering.kind === 'number') return <NumberBounds answering={answering} change={change} />;
  if (answering.kind === 'scale') return <ScaleBounds answering={answering} change={change} />;
  if (answering.kind === 'time' || answering.kind === 'date')
    return <TimeBounds answering={answering} change={change} />;
  return null;
}

function NumberBounds({ answering, change }: { answering: Of<'number'>; change: (answering: Answering) => void }) {
  const { answer } = useBuilderWords();
  const set = (changed: { [Key in keyof Of<'number'>]?: Of<'number'>[Key] | undefined }) =>
    change(without({ ...answering, ...changed }));
  return (
    <>
      <Labelled label={answer.unit} hint={answer.unitHint}>
        <Input maxLength={30} value={answering.unit ?? ''} change={(unit) => set({ unit: unit || undefined })} />
      </Labelled>
      <div className={styles.pair}>
        <Labelled label={answer.min}>
          <NumberInput step="any" value={answering.min} change={(min) => set({ min })} />
        </Labelled>
        <Labelled label={answer.max}>
          <NumberInput step="any" value={answering.max} change={(max) => set({ max })} />
        </Labelled>
      </div>
      <Check
        label={answer.whole}
        isOn={answering.isWhole ?? false}
        set={(isOn) => set({ isWhole: isOn || undefined })}
      />
    </>
  );
}

function ScaleBounds({ answering, change }: { answering: Of<'scale'>; change: (answering: Answering) => void }) {
  const { answer } = useBuilderWords();
  return (
    <div className={styles.pair}>
      <Labelled label={answer.from}>
        <NumberInput value={answering.min} change={(min = 1) => change({ ...answering, min: Math.round(min) })} />
      </Labelled>
      <Labelled label={answer.to}>
        <NumberInput value={answering.max} change={(max = 5) => change({ ...answering, max: Math.round(max) })} />
      </Labelled>
    </div>
  );
}

function TimeBounds({
  answering,
  change,
}: {
  answering: Of<'time'> | Of<'date'>;
  change: (answering: Answering) => void;
}) {
  const { answer } = useBuilderWords();
  const { kind, earliest, latest } = answering;
  return (
    <>
      <div className={styles.pair}>
        <Labelled label={answer.earliest}>
          <Input
            type={kind}
            value={earliest ?? ''}
            change={(at) => change(without({ ...answering, earliest: at || undefined }))}
          />
        </Labelled>
        <Labelled label={answer.latest}>
          <Input
            type={kind}
            value={latest ?? ''}
            change={(at) => change(without({ ...answering, latest: at || undefined }))}
          />
        </Labelled>
      </div>
      {kind === 'time' && <p className={styles.hint}>{answer.timeHint}</p>}
    </>
  );
}

/** What is left empty is not sent at all. */
function without(answering: object): Answering {
  return Object.fromEntries(Object.entries(answering).filter(([, value]) => value !== undefined)) as Answering;
}
