import { Input, Labelled, NumberInput } from '../../ui/controls.tsx';
import type { Draft } from '../content.ts';
import styles from './editor.module.css';
import { useEditorWords } from './words.ts';

/** What is seldom wanted: a name of its own, and a slower pace. */
export function More({ draft, change }: { draft: Draft; change: (changed: Partial<Draft>) => void }) {
  const { more } = useEditorWords();
  const { name, segmentsPerMinute } = draft;
  return (
    <details className={styles.more} open={name !== '' || segmentsPerMinute !== null || undefined}>
      <summary>{more.title}</summary>
      <div className={styles.fields}>
        <Labelled label={more.name} hint={more.nameHint}>
          <Input value={name} maxLength={100} change={(value) => change({ name: value })} />
        </Labelled>
        <Labelled label={more.pace} hint={more.paceHint}>
          <NumberInput
            min={1}
            max={100_000}
            value={segmentsPerMinute ?? undefined}
            change={(n) => change({ segmentsPerMinute: n && n >= 1 ? Math.min(100_000, Math.round(n)) : null })}
          />
        </Labelled>
      </div>
    </details>
  );
}
