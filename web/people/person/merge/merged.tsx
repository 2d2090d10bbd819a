import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { actFailed, didAct } from '../../../ui/undo.ts';
import { day } from '../../../words/formats.ts';
import { Part } from '../part.tsx';
import { mergedQuery } from '../queries.ts';
import { usePersonWords } from '../words.ts';
import { undoMerge } from './forget-threads.ts';
import styles from './merge.module.css';

/** Who was merged into a person, each to be taken out again, the last one first. Nothing when nobody was. */
export function Merged({ personId }: { personId: string }) {
  const words = usePersonWords();
  const client = useQueryClient();
  const [busyId, setBusy] = useState<string>();
  const merged = useQuery(mergedQuery(personId)).data ?? [];
  if (merged.length === 0) return null;

  async function undo(id: string, name: string): Promise<void> {
    setBusy(id);
    await undoMerge(client, id).then(
      () => didAct(words.undone(name)),
      (error) => actFailed(words.undoFailed, error),
    );
    setBusy(undefined);
  }

  return (
    <Part title={words.mergedTitle}>
      <ul>
        {merged.map(({ id, name, phonesShown, mergedAt, mergedBy, isLast }) => (
          <li key={id} className={styles.merged}>
            <span>{words.mergedRow(name, phonesShown.join(', '), day(mergedAt), mergedBy.name)}</span>
            {isLast ? (
              <Button isBusy={busyId === id} aria-label={words.undoWho(name)} onClick={() => void undo(id, name)}>
                {words.undo}
              </Button>
            ) : (
              <span className={styles.phones}>{words.notLast}</span>
            )}
          </li>
        ))}
      </ul>
    </Part>
  );
}
