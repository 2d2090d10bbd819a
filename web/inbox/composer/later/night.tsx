import { Button } from '../../../ui/button.tsx';
import { useNow } from '../../../ui/clock.ts';
import { useLanguage } from '../../../words/words.ts';
import { useComposerWords } from '../words.ts';
import { clockTime } from './clock-words.ts';
import styles from './night.module.css';
import { useSayTime } from './say-time.ts';
import { isQuiet, nextMorning } from './their-hours.ts';

/** Warns while it is night where they are, and offers the morning. */
export function Night({ name, zone, plan }: { name: string; zone: string; plan: (at: Date) => void }) {
  const words = useComposerWords();
  const language = useLanguage();
  const say = useSayTime(name, zone);
  const now = new Date(useNow(60_000));
  if (!isQuiet(now, zone)) return null;
  return (
    <p className={styles.night}>
      {words.quiet(clockTime(now, zone, language), name)}{' '}
      <Button look="text" onClick={() => plan(nextMorning(new Date(), zone))}>
        {words.sendAt(say(nextMorning(now, zone)))}
      </Button>
    </p>
  );
}
