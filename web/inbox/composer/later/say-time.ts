import { useLanguage } from '../../../words/words.ts';
import { useComposerWords } from '../words.ts';
import { clockTime, dayAndTime, differ, ownZone } from './clock-words.ts';

/** Says a moment by their clock, and by ours where that shows another time: "tomorrow 8:00 for Ben (9:00 here)". */
export function useSayTime(name: string, zone: string): (at: Date) => string {
  const words = useComposerWords();
  const language = useLanguage();
  return (at) => {
    const theirs = dayAndTime(at, zone, language);
    const here = ownZone();
    return differ(at, zone, here)
      ? words.atTheirs(theirs, name, clockTime(at, here, language, zone))
      : words.atOurs(theirs);
  };
}
