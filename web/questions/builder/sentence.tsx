import { useId } from 'react';
import { Hidden } from '../../ui/hidden.tsx';
import styles from '../../ui/sentence.module.css';
import type { Content, Step } from '../content.ts';
import { Answer } from './answer.tsx';
import { Close } from './close.tsx';
import { type Faults, faultOf } from './faults.ts';
import { Remind } from './remind.tsx';
import { When } from './when.tsx';
import { Whom } from './whom.tsx';
import { useBuilderWords } from './words.ts';

interface Given {
  content: Content;
  change: (changed: Partial<Content>) => void;
  faults: Faults;
}

/** The whole question as one sentence to fill in. */
export function Sentence({ content, change, faults }: Given) {
  const { lead, wordsLabel, wordsHint, blank } = useBuilderWords();
  const id = useId();
  const first = content.steps[0] as Step;
  const setFirst = (changed: Partial<Step>) => change({ steps: content.steps.with(0, { ...first, ...changed }) });
  const wrong = faultOf(faults, 'steps.0.words');
  return (
    <div className={styles.sentence}>
      <div className={styles.asked}>
        <label htmlFor={id}>
          {lead.ask}
          <Hidden>: {wordsLabel}</Hidden>
        </label>
        <textarea
          id={id}
          className={styles.words}
          rows={1}
          dir="auto"
          // biome-ignore lint/a11y/noAutofocus: whoever comes to ask something begins with the words
          autoFocus={first.words === ''}
          maxLength={1_000}
          placeholder={wordsHint}
          value={first.words}
          data-blank={wordsLabel}
          aria-invalid={wrong ? true : undefined}
          aria-describedby={wrong ? `${id}-fault` : undefined}
          onChange={(event) => setFirst({ words: event.currentTarget.value })}
        />
        {wrong && <Hidden id={`${id}-fault`}>{wrong}</Hidden>}
      </div>
      <p className={styles.clause}>
        {lead.to}{' '}
        <Whom
          audience={content.audience}
          change={(audience) => change({ audience })}
          fault={faultOf(faults, 'audience')}
        />
      </p>{' '}
      <p className={styles.clause}>
        {lead.when}{' '}
        <When
          schedule={content.schedule}
          change={(schedule) => change({ schedule })}
          fault={faultOf(faults, 'schedule')}
        />
      </p>{' '}
      <p className={styles.clause}>
        {lead.answer}{' '}
        <Answer
          label={blank.answer}
          answering={first.answering}
          // What hung on the answers of another kind hangs on nothing.
          change={(answering) =>
            setFirst({ answering, ...(answering.kind !== first.answering.kind && { branches: [] }) })
          }
          fault={faultOf(faults, 'steps.0.answering')}
        />
      </p>
      <br />
      <p className={styles.clause}>
        {lead.remind}{' '}
        <Remind nudges={content.nudges} change={(nudges) => change({ nudges })} fault={faultOf(faults, 'nudges')} />
      </p>{' '}
      <p className={styles.clause}>
        {lead.close}{' '}
        <Close closing={content.closing} change={(closing) => change({ closing })} fault={faultOf(faults, 'closing')} />
      </p>
      <FaultList faults={faults} />
    </div>
  );
}

/** All that is wrong, each once, where it is seen from every blank. */
function FaultList({ faults }: { faults: Faults }) {
  const all = [...new Set(Object.values(faults))];
  return (
    <div className={styles.faults} role="status">
      {all.map((fault) => (
        <p key={fault}>{fault}</p>
      ))}
    </div>
  );
}
