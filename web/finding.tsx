import { useQueryClient } from '@tanstack/react-query';
import { lazy, useEffect, useState } from 'react';
import { KeysToCome } from './ui/early-keys.ts';
import styles from './ui/finding.module.css';
import { showSheet, typeAhead, useSheet } from './ui/finding.ts';
import { useFindingWords } from './ui/finding-words.ts';
import { whenQuiet } from './ui/idle.ts';
import { useKeys } from './ui/keys.ts';
import { Optional } from './ui/optional.tsx';

const Sheets = lazy(async () => ({ default: (await import('./palette/sheets.tsx')).Sheets }));

/** What is pressed for them before they are there. */
const keys = { keys: '/nqb?g', toBox: '/n' };

/** The palette and the sheets beside it, fetched when there is nothing else to do, so that they open at once. */
export function Finding() {
  const words = useFindingWords();
  const client = useQueryClient();
  const sheet = useSheet();
  const [isNear, setNear] = useState(false);
  useEffect(() => whenQuiet(client, () => setNear(true)), [client]);
  useKeys({
    'Mod+k': {
      words: words.find,
      run: () => showSheet(sheet === 'palette' ? null : 'palette'),
      whileTyping: true,
      inDialog: sheet !== null,
    },
  });
  if (!isNear && !sheet) return <KeysToCome {...keys} hurry={() => setNear(true)} />;
  return (
    <Optional meanwhile={sheet ? <OnItsWay /> : <KeysToCome {...keys} />}>
      <Sheets sheet={sheet} />
    </Optional>
  );
}

/** The box of the palette, for whoever is quick: what is typed before the rest is there goes nowhere else. */
function OnItsWay() {
  const { find } = useFindingWords();
  return (
    <dialog ref={lay} className={styles.palette} aria-label={find} onCancel={() => showSheet(null)}>
      <div className={styles.box}>
        <input aria-label={find} onChange={typeAhead} />
      </div>
    </dialog>
  );
}

function lay(dialog: HTMLDialogElement): () => void {
  dialog.showModal();
  return () => dialog.close();
}
