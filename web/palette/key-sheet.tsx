import { usePreferences } from '../preferences.ts';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { useKeyList } from '../ui/keys.ts';
import { capsOf, isSingleKey } from '../ui/shortcuts.ts';
import { Switch } from '../ui/switch.tsx';
import styles from './key-sheet.module.css';
import { usePaletteWords } from './words.ts';

/** Every key that acts where the member is, and the switch for those that are one letter. */
export function KeySheet({ close }: { close: () => void }) {
  const words = usePaletteWords();
  const { preferences, change, error } = usePreferences();
  const isOn = preferences.singleKeys;
  const keys = useKeyList().filter(([key]) => !/^Alt\+[2-8]$/.test(key));
  const byWords = [...Map.groupBy(keys, ([, said]) => said)];
  return (
    <Dialog title={words.keySheet} close={close}>
      <Switch
        label={words.singleKeys}
        hint={words.singleKeysHint}
        isOn={isOn}
        set={(singleKeys) => change({ singleKeys })}
      />
      <ErrorNote error={error} />
      <dl className={styles.keys}>
        {byWords.map(([said, all]) => (
          <div key={said} data-is-off={(!isOn && all.every(([key]) => isSingleKey(key))) || undefined}>
            <dt>{said}</dt>
            <dd>
              {all.map(([key]) => (
                <span key={key} className={styles.key}>
                  {capsOf(key).map((cap) => (
                    <kbd key={cap}>{cap}</kbd>
                  ))}
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
