import styles from '../../ui/controls.module.css';
import { Check, Labelled, NumberInput, Select, Words } from '../../ui/controls.tsx';
import { useAnswerWords } from '../../words/answers.ts';
import type { Content, Step } from '../content.ts';
import { useBuilderWords } from './words.ts';

interface Given {
  content: Content;
  change: (changed: Partial<Content>) => void;
  fault: string | undefined;
}

/** So many are needed and no more: for questions whose answers can be counted out. */
export function Quota({ content, change, fault }: Given) {
  const { more, defaults } = useBuilderWords();
  const answers = useAnswerWords();
  const { quota } = content;
  const { answering } = content.steps[0] as Step;
  const ids =
    answering.kind === 'yes_no' ? ['yes', 'no'] : 'choices' in answering ? answering.choices.map(({ id }) => id) : [];
  if (ids.length === 0 && !quota) return null;
  return (
    <>
      <Check
        label={more.quota}
        isOn={quota !== undefined}
        set={(isOn) => change({ quota: isOn ? { id: ids[0] ?? '', places: 3, filled: defaults.filled } : undefined })}
      />
      {quota && (
        <>
          <div className={styles.pair}>
            <Labelled label={more.places}>
              <NumberInput
                min={1}
                value={quota.places}
                change={(places) => places && change({ quota: { ...quota, places: Math.round(places) } })}
              />
            </Labelled>
            <Labelled label={more.quotaId}>
              <Select
                options={ids.map((id) => ({
                  value: id,
                  words: answers.value({ kind: 'choice', ids: [id] }, answering),
                }))}
                value={quota.id}
                choose={(id) => change({ quota: { ...quota, id } })}
              />
            </Labelled>
          </div>
          <Labelled label={more.filled}>
            <Words value={quota.filled} change={(filled) => change({ quota: { ...quota, filled } })} />
          </Labelled>
          {fault && <p className={styles.bad}>{fault}</p>}
        </>
      )}
    </>
  );
}
